/* The command line. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "alloc.h"
#include "commands.h"

#define DEFAULT_FILE "/etc/signpost/signpost.ini"

static const char options_help[] =
	"\n"
	"  -c FILE                the settings (" DEFAULT_FILE ",\n"
	"                         else the built-in ones)\n"
	"  -s SECTION.NAME=VALUE  one setting, instead of the file's\n"
	"  --help, --version\n";

static int help(void)
{
	puts("usage: signpost COMMAND [-c FILE] [-s SECTION.NAME=VALUE] ...\n");
	for (size_t i = 0; i < command_count; i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].help);
	fputs(options_help, stdout);
	return EX_OK;
}

static int help_of(const struct command *command)
{
	printf("usage: signpost %s %s\n\n  %s\n", command->name,
	       command->operand, command->help);
	fputs(options_help, stdout);
	return EX_OK;
}

enum { OPTION_SCOPE = 256, OPTION_JSON, OPTION_HELP };

static const struct option long_options[] = {
	{ "scope", required_argument, NULL, OPTION_SCOPE },
	{ "json", no_argument, NULL, OPTION_JSON },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static bool take_override(struct invocation *invocation)
{
	if (invocation->override_count == COMMANDS_OVERRIDES)
		return false;
	invocation->overrides[invocation->override_count++] = optarg;
	return true;
}

/* True when the option is known and sound. */
static bool take_option(struct invocation *invocation, int option)
{
	switch (option) {
	case 'c':
		invocation->file = optarg;
		return true;
	case 's':
		return take_override(invocation);
	case 'i':
		invocation->has_headers = true;
		return true;
	case OPTION_SCOPE:
		invocation->scope = optarg;
		return true;
	case OPTION_JSON:
		invocation->is_json = true;
		return true;
	default:
		return false;
	}
}

static int run(const struct command *command, int argc, char **argv)
{
	struct invocation invocation = { .scope = "public" };
	int option;

	if (access(DEFAULT_FILE, F_OK) == 0)
		invocation.file = DEFAULT_FILE;
	while ((option = getopt_long(argc, argv, "c:s:i", long_options,
				     NULL)) != -1) {
		if (option == OPTION_HELP)
			return help_of(command);
		if (!take_option(&invocation, option))
			return EX_USAGE;
	}
	if (optind < argc)
		invocation.operand = argv[optind++];
	if (optind < argc) {
		fprintf(stderr, "signpost: `%s` is one operand too many\n",
			argv[optind]);
		return EX_USAGE;
	}
	return command->run(&invocation);
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";

	alloc_serve_jansson();
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		return help();
	if (strcmp(name, "--version") == 0) {
		puts("signpost " VERSION);
		return EX_OK;
	}
	for (size_t i = 0; i < command_count; i++)
		if (strcmp(commands[i].name, name) == 0)
			return run(&commands[i], argc - 1, argv + 1);
	fprintf(stderr, "signpost: there is no command `%s`; see --help\n",
		name);
	return EX_USAGE;
}
