/* The table of commands, and those that are a few lines. */
#include "command/commands.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sysexits.h>

#include "app/app.h"
#include "command/check.h"
#include "command/manpage.h"
#include "command/ping.h"
#include "command/reference.h"
#include "server/server.h"
#include "site/secrets.h"

#define OUTPUT_BYTES ((size_t)64 * 1024 * 1024)

/* Whether it could be printed is asked once, where the program ends. */
static int print(const struct buf *out)
{
	if (buf_is_spoilt(out))
		return EX_SOFTWARE;
	fwrite(buf_text(out), 1, out->length, stdout);
	return EX_OK;
}

/* The settings, or NULL when they were found faulty and the faults printed. */
static const struct settings *settings_of(const struct options *options,
					  struct arena *arena)
{
	struct err err = { 0 };
	const struct settings *settings =
		settings_load(options->file, options->overrides, arena, &err);

	err_print(&err, stderr);
	err_free(&err);
	return settings;
}

/* The program, or NULL when something was found faulty and printed. */
static struct app *app_of(const struct options *options)
{
	struct err err = { 0 };
	struct app *app = app_new(options->file, options->overrides, &err);

	err_print(&err, stderr);
	err_free(&err);
	return app;
}

/* The whole address that `target`, relative to the base, stands for. */
static void address(const char *base, const char *target, struct arena *arena,
		    struct request *request)
{
	const char *mark = strchr(target, '?');
	size_t length = mark != NULL ? (size_t)(mark - target) : strlen(target);

	request->path =
		arena_printf(arena, "%s%.*s", base, (int)length, target);
	request->query = mark != NULL ? mark + 1 : "";
}

static int render(const struct options *options)
{
	struct request request = request_new();
	struct response response;
	struct arena *arena;
	struct buf out = buf_new(OUTPUT_BYTES);
	struct app *app;
	int code;

	if (options->operand == NULL || options->operand[0] != '/') {
		fputs("signpost: render needs a target such as /\n", stderr);
		return EX_USAGE;
	}
	app = app_of(options);
	if (app == NULL)
		return options_fault_code(options);
	arena = arena_new();
	response = response_new();
	request.method = "GET";
	request.scope = options->scope;
	address(app_settings(app)->base, options->operand, arena, &request);
	app_answer(app, NULL, &request, &response);
	if (options->has_headers)
		response_write(&response, false, &out);
	else
		response_write_body(&response, &out);
	code = response_is_whole(&response) ? print(&out) : EX_SOFTWARE;
	if (code == EX_OK && response.status >= 400)
		code = EX_NOINPUT;
	response_free(&response);
	buf_free(&out);
	arena_free(arena);
	app_free(app);
	return code;
}

static int serve(const struct options *options)
{
	struct err err = { 0 };
	struct app *app;
	int code = EX_OK;

	/* No core and no debugger shows what visitors asked or what opens
	 * Redis. */
	prctl(PR_SET_DUMPABLE, 0);
	app = app_of(options);
	if (app == NULL)
		return options_fault_code(options);
	app_warn(app);
	app_publish(app);
	if (server_run(app, &err) != 0)
		code = EX_OSERR;
	err_print(&err, stderr);
	err_free(&err);
	app_free(app);
	return code;
}

static int print_nginx(const struct options *options, struct buf *out)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	const struct settings *settings = settings_of(options, arena);
	int code = settings != NULL ? EX_OK : EX_CONFIG;

	if (settings != NULL &&
	    reference_nginx(settings, options->scope, out, &err) != 0)
		code = EX_UNAVAILABLE;
	err_print(&err, stderr);
	err_free(&err);
	arena_free(arena);
	return code;
}

static int print_manual(const char *name, struct buf *out)
{
	struct err err = { 0 };
	int code = manpage_print(name, out, &err) == 0 ? EX_OK : EX_UNAVAILABLE;

	err_print(&err, stderr);
	err_free(&err);
	return code;
}

static int print_reference(const struct options *options, const char *name,
			   struct buf *out)
{
	if (options->is_manual)
		return print_manual(name, out);
	if (strcmp(name, "nginx") == 0)
		return print_nginx(options, out);
	if (reference_print(name, out) == 0)
		return EX_OK;
	fputs("signpost: reference needs one of: settings, directory, nginx\n",
	      stderr);
	return EX_USAGE;
}

static int reference(const struct options *options)
{
	const char *name = options->operand ? options->operand : "";
	struct buf out = buf_new(OUTPUT_BYTES);
	int code = print_reference(options, name, &out);

	if (code == EX_OK)
		code = print(&out);
	buf_free(&out);
	return code;
}

static int ping_it(const struct options *options)
{
	struct arena *arena = arena_new();
	const struct settings *settings = settings_of(options, arena);
	struct buf out = buf_new(OUTPUT_BYTES);
	struct err err = { 0 };
	const char *socket, *path, *body;
	int code = EX_CONFIG;

	if (settings == NULL)
		goto done;
	socket = options->operand ? options->operand : settings->listen;
	path = arena_printf(arena, "%s/healthz", settings->base);
	code = EX_UNAVAILABLE;
	if (ping(socket, path, &out, &err) != 0)
		goto done;
	body = strstr(buf_text(&out), "\r\n\r\n");
	if (body != NULL && strncmp(buf_text(&out), "Status: 200", 11) == 0) {
		fputs(body + 4, stdout);
		code = EX_OK;
	} else {
		fputs("signpost: the responder does not answer with 200\n",
		      stderr);
	}
done:
	err_print(&err, stderr);
	err_free(&err);
	buf_free(&out);
	arena_free(arena);
	return code;
}

static const struct command {
	const char *name;
	int (*run)(const struct options *options);
	unsigned options;    /* that it takes, as options.h has them */
	const char *operand; /* as it is written; NULL: it takes none */
	const char *help;
} commands[] = {
	{ "serve", serve, 0, NULL, "answers requests until it is stopped" },
	{ "check", check_run,
	  OPTION_STRICT | OPTION_JSON | OPTION_STALE | OPTION_DIFF, NULL,
	  "reads settings, directory and templates and prints every fault" },
	{ "render", render, OPTION_HEADERS | OPTION_SCOPE, "TARGET",
	  "prints the answer to GET TARGET, as in render '/?goal=access'" },
	{ "reference", reference, OPTION_MAN | OPTION_SCOPE,
	  "settings|directory|nginx",
	  "prints a reference, its manual page (--man), or nginx locations" },
	{ "ping", ping_it, 0, "[SOCKET]",
	  "asks a running responder whether it is well" },
};

enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

static int help(void)
{
	puts("usage: signpost COMMAND [OPTION] ...\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].help);
	puts("\nEvery command takes these, and --help says which others.\n");
	options_print_help(0, stdout);
	puts("  --version              prints the version");
	return EX_OK;
}

static void print_usage(const struct command *command, FILE *out)
{
	fprintf(out, "usage: signpost %s", command->name);
	options_print_usage(command->options, out);
	if (command->operand != NULL)
		fprintf(out, " %s", command->operand);
	fputs("\n", out);
}

static int help_of(const struct command *command)
{
	print_usage(command, stdout);
	printf("\n  %s\n\n", command->help);
	options_print_help(command->options, stdout);
	return EX_OK;
}

static int run(const struct command *command, int count, char **arguments)
{
	struct options options;

	if (!options_read(&options, command->options, command->operand != NULL,
			  count, arguments)) {
		print_usage(command, stderr);
		return EX_USAGE;
	}
	return options.is_help ? help_of(command) : command->run(&options);
}

int commands_run(int count, char **arguments)
{
	const char *name = count > 1 ? arguments[1] : "";

	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		return help();
	if (strcmp(name, "--version") == 0) {
		puts("signpost " VERSION);
		return EX_OK;
	}
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return run(&commands[i], count - 1, arguments + 1);
	fprintf(stderr, "signpost: there is no command `%s`; see --help\n",
		name);
	return EX_USAGE;
}
