/* The commands of the program. */
#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "app.h"
#include "clock.h"
#include "diff.h"
#include "generation.h"
#include "lint-language.h"
#include "lint.h"
#include "manual.h"
#include "ping.h"
#include "reference.h"
#include "server.h"

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
static const struct settings *settings_of(const struct invocation *invocation,
					  struct arena *arena)
{
	struct err err = { 0 };
	const struct settings *settings = settings_load(
		invocation->file, invocation->overrides, arena, &err);

	err_print(&err, stderr);
	err_free(&err);
	return settings;
}

/* Faulty settings are another exit code than a faulty directory. */
static int code_of_fault(const struct invocation *invocation)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	bool is_well = settings_load(invocation->file, invocation->overrides,
				     arena, &err) != NULL;

	err_free(&err);
	arena_free(arena);
	return is_well ? EX_DATAERR : EX_CONFIG;
}

/* What `check` has found, by how much it matters. */
enum finding {
	FINDING_FAULT,
	FINDING_WARNING,
	FINDING_DATED,
	FINDING_UNREVIEWED,
	FINDINGS,
};

static const char *const finding_names[FINDINGS] = {
	[FINDING_FAULT] = "fault",
	[FINDING_WARNING] = "warning",
	[FINDING_DATED] = "dated",
	[FINDING_UNREVIEWED] = "unreviewed",
};

static json_t *finding_of(const struct err_fault *fault, const char *severity)
{
	json_t *object = json_pack("{ss ss}", "severity", severity, "message",
				   fault->text);

	if (fault->file != NULL)
		json_object_set_new(object, "file", json_string(fault->file));
	if (fault->line > 0)
		json_object_set_new(object, "line", json_integer(fault->line));
	return object;
}

static void print_json(struct err found[FINDINGS])
{
	json_t *list = json_array();

	for (size_t kind = 0; kind < FINDINGS; kind++)
		for (size_t i = 0; i < found[kind].count; i++)
			json_array_append_new(list,
					      finding_of(&found[kind].faults[i],
							 finding_names[kind]));
	json_dumpf(list, stdout, JSON_INDENT(2));
	puts("");
	json_decref(list);
}

static void print_words(const struct generation *generation,
			struct err found[FINDINGS])
{
	const struct directory *directory;

	err_print(&found[FINDING_FAULT], stderr);
	err_print_as(&found[FINDING_WARNING], "warning: ", stderr);
	err_print_as(&found[FINDING_DATED], "warning: ", stderr);
	if (generation == NULL)
		return;
	for (const struct overlay *overlay = generation_overlays(generation);
	     overlay != NULL; overlay = overlay->next)
		printf("%s:%d: replaces %s:%d (its mark is %s)\n",
		       overlay->new->file, overlay->new->line,
		       overlay->old->file, overlay->old->line, overlay->mark);
	directory = generation_edition(generation, false)->directory;
	printf("%zu entries, %zu phones: ", directory->entry_count,
	       directory->phone_count);
	if (found[FINDING_WARNING].count + found[FINDING_DATED].count == 0)
		puts("no faults");
	else
		printf("no faults, %zu warnings\n",
		       found[FINDING_WARNING].count +
			       found[FINDING_DATED].count);
	/* Who cannot read a language can do nothing about them one by one. */
	if (found[FINDING_UNREVIEWED].count > 0)
		printf("%zu translations are not reviewed by a speaker of the "
		       "language; --json lists them\n",
		       found[FINDING_UNREVIEWED].count);
}

/* The days after which a fact is stale: what was asked for, else what the
 * directory says. */
static long stale_days(const struct invocation *invocation,
		       const struct directory *directory)
{
	const char *after =
		record_text(directory->about, DIRECTORY_STALE_AFTER);

	if (invocation->stale_days > 0)
		return invocation->stale_days;
	return after != NULL ? (long)(field_duration_ms(after) / 86400000) :
			       180;
}

static void look_closer(const struct invocation *invocation,
			const struct generation *generation,
			struct err found[FINDINGS])
{
	const struct edition *edition = generation_edition(generation, false);
	const struct directory *directory = edition->directory;
	char today[11];

	clock_today(today);
	lint_check(directory, generation_overlays(generation),
		   &found[FINDING_WARNING]);
	lint_check_translations(edition, &found[FINDING_WARNING]);
	lint_check_reviews(edition, &found[FINDING_UNREVIEWED]);
	lint_check_dates(directory, today, &found[FINDING_DATED]);
	if (invocation->is_stale)
		lint_check_stale(directory, today,
				 stale_days(invocation, directory),
				 &found[FINDING_DATED]);
}

/* Prints what a reader will notice after the folders that were served before.
 * Their own faults are printed, and there is nothing to compare then. */
static int compare(const struct invocation *invocation,
		   const struct generation *new)
{
	struct invocation then = *invocation;
	struct arena *arena = arena_new();
	struct buf out = buf_new(OUTPUT_BYTES);
	struct err err = { 0 };
	struct generation *old;
	int code;

	then.overrides[then.override_count] =
		arena_printf(arena, "directory.path=%s", then.old_folders);
	old = generation_new(then.file, then.overrides, &err);
	err_print(&err, stderr);
	err_free(&err);
	code = old != NULL ? EX_OK : EX_DATAERR;
	if (old != NULL)
		diff_print(generation_edition(old, false)->directory,
			   generation_edition(new, false)->directory, &out);
	fputs(buf_text(&out), stdout);
	buf_free(&out);
	arena_free(arena);
	generation_release(old);
	return code;
}

/* What depends on the day never counts as a fault: what was well in March is
 * well in September. Nor does what only a speaker of the language can mend. */
static int check(const struct invocation *invocation)
{
	struct err found[FINDINGS] = { 0 };
	struct generation *generation = generation_new(
		invocation->file, invocation->overrides, &found[FINDING_FAULT]);
	int code = EX_OK;

	if (generation == NULL)
		code = code_of_fault(invocation);
	else
		look_closer(invocation, generation, found);
	if (invocation->is_strict && found[FINDING_WARNING].count > 0)
		code = EX_DATAERR;
	if (invocation->is_json)
		print_json(found);
	else
		print_words(generation, found);
	if (generation != NULL && invocation->old_folders != NULL &&
	    compare(invocation, generation) != EX_OK)
		code = EX_DATAERR;
	generation_release(generation);
	for (size_t i = 0; i < FINDINGS; i++)
		err_free(&found[i]);
	return code;
}

/* The program, or NULL when something was found faulty and printed. */
static struct app *app_of(const struct invocation *invocation)
{
	struct err err = { 0 };
	struct app *app =
		app_new(invocation->file, invocation->overrides, &err);

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

static int render(const struct invocation *invocation)
{
	struct request request = request_new();
	struct response response;
	struct arena *arena;
	struct buf out = buf_new(OUTPUT_BYTES);
	struct app *app;
	int code;

	if (invocation->operand == NULL || invocation->operand[0] != '/') {
		fputs("signpost: render needs a target such as /\n", stderr);
		return EX_USAGE;
	}
	app = app_of(invocation);
	if (app == NULL)
		return code_of_fault(invocation);
	arena = arena_new();
	response = response_new();
	request.method = "GET";
	request.scope = invocation->scope;
	address(app_settings(app)->base, invocation->operand, arena, &request);
	app_answer(app, NULL, &request, &response);
	if (invocation->has_headers)
		response_write(&response, false, &out);
	else
		buf_put(&out, buf_text(&response.body), response.body.length);
	code = response_is_whole(&response) ? print(&out) : EX_SOFTWARE;
	if (code == EX_OK && response.status >= 400)
		code = EX_NOINPUT;
	response_free(&response);
	buf_free(&out);
	arena_free(arena);
	app_free(app);
	return code;
}

static int serve(const struct invocation *invocation)
{
	struct err err = { 0 };
	struct app *app = app_of(invocation);
	int code = EX_OK;

	if (app == NULL)
		return code_of_fault(invocation);
	app_publish(app);
	if (server_run(app, &err) != 0)
		code = EX_OSERR;
	err_print(&err, stderr);
	err_free(&err);
	app_free(app);
	return code;
}

static int print_nginx(const struct invocation *invocation, struct buf *out)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	const struct settings *settings = settings_of(invocation, arena);
	int code = settings != NULL ? EX_OK : EX_CONFIG;

	if (settings != NULL &&
	    reference_nginx(settings, invocation->scope, out, &err) != 0)
		code = EX_UNAVAILABLE;
	err_print(&err, stderr);
	err_free(&err);
	arena_free(arena);
	return code;
}

static int print_manual(const char *name, struct buf *out)
{
	struct err err = { 0 };
	int code = manual_print(name, out, &err) == 0 ? EX_OK : EX_UNAVAILABLE;

	err_print(&err, stderr);
	err_free(&err);
	return code;
}

static int print_reference(const struct invocation *invocation,
			   const char *name, struct buf *out)
{
	if (invocation->is_manual)
		return print_manual(name, out);
	if (strcmp(name, "nginx") == 0)
		return print_nginx(invocation, out);
	if (reference_print(name, out) == 0)
		return EX_OK;
	fputs("signpost: reference needs one of: settings, directory, nginx\n",
	      stderr);
	return EX_USAGE;
}

static int reference(const struct invocation *invocation)
{
	const char *name = invocation->operand ? invocation->operand : "";
	struct buf out = buf_new(OUTPUT_BYTES);
	int code = print_reference(invocation, name, &out);

	if (code == EX_OK)
		code = print(&out);
	buf_free(&out);
	return code;
}

static int ping_it(const struct invocation *invocation)
{
	struct arena *arena = arena_new();
	const struct settings *settings = settings_of(invocation, arena);
	struct buf out = buf_new(OUTPUT_BYTES);
	struct err err = { 0 };
	const char *socket, *path, *body;
	int code = EX_CONFIG;

	if (settings == NULL)
		goto done;
	socket = invocation->operand ? invocation->operand : settings->listen;
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

const struct command commands[] = {
	{ "serve", serve, false, "", "answers requests until it is stopped" },
	{ "check", check, false,
	  "[--strict] [--json] [--stale [DAYS]] [--diff FOLDERS]",
	  "reads settings, directory and templates and prints every fault" },
	{ "render", render, true, "[-i] [--scope internal] TARGET",
	  "prints the answer to GET TARGET, as in render '/?goal=access'" },
	{ "reference", reference, true,
	  "settings|directory|nginx [--man] [--scope internal]",
	  "prints a reference, its manual page (--man), or nginx locations" },
	{ "ping", ping_it, true, "[SOCKET]",
	  "asks a running responder whether it is well" },
};

const size_t command_count = sizeof(commands) / sizeof(*commands);
