/* The table of commands; `serve` and `render`, which run the application. */
#include "command/commands.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sysexits.h>

#include "app/app.h"
#include "base/alloc.h"
#include "command/draft.h"
#include "server/server.h"
#include "server/systemd.h"
#include "text/list.h"
#include "text/url.h"

/* The most that a command appends. */
#define OUT_BYTES ((size_t)64 * 1024 * 1024)

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

/* The whole links of a fragment begin with the site's own address. Where that
 * is not known they would lead into the host's site, without a word. */
static int links_check(const char *url, const struct request *request,
		       const char *target, struct arena *arena, struct err *err)
{
	const char *query = request->query;
	struct url_pair pair;

	if (strncmp(target, "/fragment", strlen("/fragment")) != 0)
		return 0;
	while (url[0] == '\0' && url_next_pair(&query, arena, &pair))
		if (strcmp(pair.name, "links") == 0 &&
		    strcmp(pair.value, "absolute") == 0)
			return err_plain(err, "links=absolute needs site.url, "
					      "which is not set");
	return 0;
}

static int render(const struct options *options, struct buf *out,
		  struct err *err)
{
	struct request request = request_new();
	struct response response;
	struct arena *arena;
	struct app *app;
	int code = EX_SOFTWARE;

	if (options->operand == NULL || options->operand[0] != '/') {
		fputs("signpost: render needs a target such as /\n", stderr);
		return EX_USAGE;
	}
	app = app_new(options->file, options->overrides, err);
	if (app == NULL)
		return options_fault_code(options);
	arena = arena_new();
	response = response_new();
	request.method = "GET";
	request.scope = options->scope;
	address(app_settings(app)->base, options->operand, arena, &request);
	if (links_check(app_settings(app)->url, &request, options->operand,
			arena, err) != 0) {
		code = EX_CONFIG;
		goto done;
	}
	app_answer(app, NULL, &request, &response);
	if (response_is_whole(&response)) {
		code = response.status >= 400 ? EX_NOINPUT : EX_OK;
		if (options->has_headers)
			response_write(&response, false, out);
		else
			response_write_body(&response, out);
	}
done:
	response_free(&response);
	arena_free(arena);
	app_free(app);
	return code;
}

/* Who starts it by hand sees its faults; a service is to go on. */
static struct app *begin_with_last_good(const struct options *options,
					struct err *err)
{
	struct app *app =
		app_new_last_good(options->file, options->overrides, err);

	if (app != NULL)
		err_free(err);
	return app;
}

static int serve(const struct options *options, struct buf *out,
		 struct err *err)
{
	struct app *app;
	int code;

	(void)out;
	/* No core and no debugger shows what visitors asked or what opens
	 * Redis. */
	prctl(PR_SET_DUMPABLE, 0);
	app = app_new(options->file, options->overrides, err);
	if (app == NULL && systemd_is_there())
		app = begin_with_last_good(options, err);
	if (app == NULL)
		return options_fault_code(options);
	app_make_words(app);
	app_warn(app);
	app_take_seal(app);
	app_publish(app);
	if (systemd_is_there())
		app_begin_keeping(app);
	code = server_run(app, err) == 0 ? EX_OK : EX_OSERR;
	app_free(app);
	return code;
}

static bool is_for_page(const struct options *options)
{
	return options->operand != NULL && url_is_web(options->operand);
}

static bool asks_links(const struct options *options)
{
	return options->asks_links;
}

static bool is_always(const struct options *options)
{
	(void)options;
	return true;
}

static const struct command {
	const char *name;
	int (*run)(const struct options *options, struct buf *out,
		   struct err *err);
	unsigned options;    /* that it takes, as options.h has them */
	const char *operand; /* as it is written; NULL: it takes none */
	const char *help;
	/* Whether it is for signpost-tools; NULL: never. */
	bool (*is_for_tools)(const struct options *options);
} commands[] = {
	{ "serve", serve, 0, NULL, "answers requests until it is stopped",
	  NULL },
	{ "check", check_run,
	  OPTION_STRICT | OPTION_JSON | OPTION_STALE | OPTION_MAIL |
		  OPTION_DIFF | OPTION_UNREVIEWED | OPTION_MISSING |
		  OPTION_LINKS | OPTION_DRAFT,
	  NULL,
	  "reads settings, directory and templates and prints every fault",
	  asks_links },
	{ "render", render, OPTION_HEADERS | OPTION_SCOPE | OPTION_DRAFT,
	  "TARGET",
	  "prints the answer to GET TARGET, as in render '/?goal=access'",
	  NULL },
	{ "reference", reference_run,
	  OPTION_MAN | OPTION_SCOPE | OPTION_HTTP | OPTION_ERRORS,
	  "settings|directory|nginx|varnish|completion|vim",
	  "prints a reference, a manual page, a file for nginx or Varnish",
	  NULL },
	{ "ping", ping_run, 0, "[SOCKET...|URL]",
	  "asks whether a responder is well, or a page has its section",
	  is_for_page },
	{ "doctor", doctor_run, OPTION_JSON, "[URL]",
	  "says what is wrong, and the command that mends it", NULL },
	{ "hide", hide_run, 0, "entry|phone|location ID",
	  "takes an entry or a phone down at once, whatever else is wrong",
	  NULL },
	{ "unhide", unhide_run, 0, "entry|phone|location ID",
	  "shows again what hide has taken down", NULL },
	{ "new", NULL, OPTION_INTO | OPTION_SET | OPTION_TERM | OPTION_DRAFT,
	  "entry|phone|facet [ID]", "asks for a section and writes it",
	  is_always },
	{ "verify", NULL,
	  OPTION_FROM | OPTION_INTO | OPTION_LIST | OPTION_STALE | OPTION_DRAFT,
	  "[ID]", "goes through what nobody has checked for long", is_always },
	{ "export", export_run, OPTION_CSV | OPTION_DRAFT, NULL,
	  "prints all of the directory for a spreadsheet", NULL },
	{ "import", NULL,
	  OPTION_INTO | OPTION_DRAFT | OPTION_SOURCE | OPTION_JSON, "SOURCE",
	  "takes back what was changed in that, or another's directory",
	  is_always },
	{ "draft", draft_run, 0, NULL,
	  "makes a copy of your folder to write in, or brings it up to date",
	  NULL },
	{ "preview", preview_run, 0, NULL,
	  "shows what publishing the draft would change, in words", NULL },
	{ "publish", NULL, OPTION_UNDO, NULL,
	  "publishes the draft after a yes, or takes that back", is_always },
	{ "forget", forget_run, 0, NULL,
	  "removes the last good set, which a faulty start would show", NULL },
};

enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

/* Of `entry|phone ID` the first two: what is typed as it stands there. */
static void print_words(const char *operand, struct buf *out)
{
	struct list_item word;

	while (operand != NULL && list_next_word(&operand, "|[] ", &word))
		if (islower((unsigned char)word.text[0]))
			buf_printf(out, " %.*s", (int)word.length, word.text);
}

void commands_print_completion(struct buf *out)
{
	buf_puts(out, "# Completion in bash, as `signpost reference "
		      "completion` prints it.\n"
		      "_signpost()\n{\n"
		      "\tlocal words='--help --version'\n"
		      "\tCOMPREPLY=()\n"
		      "\tcase ${COMP_WORDS[COMP_CWORD - 1]} in\n\t");
	options_print_with_argument(out);
	buf_puts(out,
		 ") return ;;\n\tesac\n"
		 "\t[ \"$COMP_CWORD\" = 1 ] || words=\n"
		 "\tcase $COMP_CWORD:${COMP_WORDS[1]} in\n\t1:*) words+='");
	for (size_t i = 0; i < COMMANDS; i++)
		buf_printf(out, " %s", commands[i].name);
	buf_puts(out, "' ;;\n");
	for (size_t i = 0; i < COMMANDS; i++) {
		buf_printf(out, "\t*:%s) words='", commands[i].name);
		print_words(commands[i].operand, out);
		options_print_names(commands[i].options, out);
		buf_puts(out, "' ;;\n");
	}
	buf_puts(out, "\tesac\n"
		      "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- "
		      "\"${COMP_WORDS[COMP_CWORD]}\")\n"
		      "}\n"
		      "complete -o default -F _signpost signpost\n");
}

static int help(void)
{
	puts("usage: signpost COMMAND [OPTION] ...\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].help);
	puts("\nEvery command takes these, and --help says which others.\n");
	options_print_help(0);
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
	options_print_help(command->options);
	return EX_OK;
}

/* The words of the command line, and what this program can do with them. */
struct invocation {
	int count;
	char **arguments;
	const struct tool *tools;
};

static int do_it(const struct invocation *called, const struct command *command,
		 const struct options *options, struct buf *out,
		 struct err *err)
{
	const struct tool *tool = called->tools;

	if (command->is_for_tools == NULL || !command->is_for_tools(options))
		return command->run(options, out, err);
	if (tool == NULL)
		return tools_start(called->arguments, err);
	while (strcmp(tool->command, command->name) != 0)
		tool++;
	return tool->run(options, out, err);
}

static int run(const struct invocation *called, const struct command *command,
	       struct options *options)
{
	struct buf out = buf_new(OUT_BYTES);
	struct arena *arena = arena_new();
	struct err err = { 0 };
	int code = draft_use(options, arena, &err) == 0 ?
			   do_it(called, command, options, &out, &err) :
			   EX_NOINPUT;

	arena_free(arena);
	err_print(&err, stderr);
	err_free(&err);
	if (buf_is_spoilt(&out))
		code = EX_SOFTWARE;
	else
		fwrite(buf_text(&out), 1, out.length, stdout);
	buf_free(&out);
	return code;
}

/* As many as there are words, or any number. */
static size_t operands_of(const char *words)
{
	struct list_item word;
	size_t count = 0;

	if (words != NULL && strstr(words, "...") != NULL)
		return SIZE_MAX;
	while (words != NULL && list_next_word(&words, " ", &word))
		count++;
	return count;
}

static int read_and_run(const struct invocation *called,
			const struct command *command)
{
	struct options options;

	if (options_read(&options, command->options,
			 operands_of(command->operand), called->count - 1,
			 called->arguments + 1))
		return options.is_help ? help_of(command) :
					 run(called, command, &options);
	print_usage(command, stderr);
	return EX_USAGE;
}

static int dispatch(const struct invocation *called)
{
	const char *name = called->count > 1 ? called->arguments[1] : "";

	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		return help();
	if (strcmp(name, "--version") == 0) {
		puts("signpost " VERSION);
		return EX_OK;
	}
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return read_and_run(called, &commands[i]);
	fprintf(stderr, "signpost: there is no command `%s`; see --help\n",
		name);
	return EX_USAGE;
}

int commands_main(int count, char **arguments, const struct tool *tools)
{
	const struct invocation called = { count, arguments, tools };
	int code;

	alloc_serve_jansson();
	code = dispatch(&called);
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	perror("signpost: standard output");
	return EX_IOERR;
}
