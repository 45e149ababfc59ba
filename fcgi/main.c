/* The command line. */
#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/alloc.h"
#include "command/commands.h"

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
	printf("usage: signpost %s %s\n\n  %s\n", command->name, command->usage,
	       command->help);
	fputs(options_help, stdout);
	return EX_OK;
}

enum {
	OPTION_SCOPE = 256,
	OPTION_JSON,
	OPTION_STRICT,
	OPTION_STALE,
	OPTION_DIFF,
	OPTION_MAN,
	OPTION_HELP,
};

static const struct option long_options[] = {
	{ "scope", required_argument, NULL, OPTION_SCOPE },
	{ "json", no_argument, NULL, OPTION_JSON },
	{ "strict", no_argument, NULL, OPTION_STRICT },
	{ "stale", optional_argument, NULL, OPTION_STALE },
	{ "diff", required_argument, NULL, OPTION_DIFF },
	{ "man", no_argument, NULL, OPTION_MAN },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

static bool take_override(struct options *options)
{
	if (options->override_count == OPTIONS_OVERRIDES) {
		fprintf(stderr, "signpost: -s at most %zu times\n",
			OPTIONS_OVERRIDES);
		return false;
	}
	options->overrides[options->override_count++] = optarg;
	return true;
}

/* `--stale`, `--stale=90`, `--stale 90`. */
static bool take_stale(struct options *options, int argc, char **argv)
{
	const char *days = optarg;
	char *end;

	options->is_stale = true;
	if (days == NULL && optind < argc &&
	    isdigit((unsigned char)argv[optind][0]))
		days = argv[optind++];
	if (days == NULL)
		return true;
	options->stale_days = strtol(days, &end, 10);
	if (*end == '\0' && options->stale_days > 0 &&
	    options->stale_days < 100000)
		return true;
	fprintf(stderr, "signpost: `%s` is not a number of days\n", days);
	return false;
}

/* True when the option is known and sound. */
static bool take_option(struct options *options, int option, int argc,
			char **argv)
{
	switch (option) {
	case 'c':
		options->file = optarg;
		return true;
	case 's':
		return take_override(options);
	case 'i':
		options->has_headers = true;
		return true;
	case OPTION_SCOPE:
		options->scope = optarg;
		return true;
	case OPTION_STRICT:
		options->is_strict = true;
		return true;
	case OPTION_DIFF:
		options->old_folders = optarg;
		return true;
	case OPTION_STALE:
		return take_stale(options, argc, argv);
	case OPTION_MAN:
		options->is_manual = true;
		return true;
	case OPTION_JSON:
		options->is_json = true;
		return true;
	default:
		return false;
	}
}

static int run(const struct command *command, int argc, char **argv)
{
	struct options options = { .scope = "public" };
	int option;

	if (access(DEFAULT_FILE, F_OK) == 0)
		options.file = DEFAULT_FILE;
	while ((option = getopt_long(argc, argv, "c:s:i", long_options,
				     NULL)) != -1) {
		if (option == OPTION_HELP)
			return help_of(command);
		if (!take_option(&options, option, argc, argv))
			return EX_USAGE;
	}
	if (optind < argc && command->takes_operand)
		options.operand = argv[optind++];
	if (optind < argc) {
		fprintf(stderr, "signpost: `%s` is one operand too many\n",
			argv[optind]);
		return EX_USAGE;
	}
	return command->run(&options);
}

static int dispatch(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";

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

int main(int argc, char **argv)
{
	int code;

	alloc_serve_jansson();
	code = dispatch(argc, argv);
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	perror("signpost: standard output");
	return EX_IOERR;
}
