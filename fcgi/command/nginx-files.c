/* The files for nginx and Varnish that fit settings and directory. */
#include <string.h>

#include "app/generation.h"
#include "command/reference.h"
#include "ini/paths.h"

#define PATTERNS_BYTES ((size_t)64 * 1024)

/* The language ranges (RFC 4647) that fit a tag are its beginnings, and what
 * goes on behind all of it: for zh-Hant as a regular expression
 * `zh(?:-Hant(?:-[a-z0-9-]+)?)?`. */
static void print_ranges(const char *tag, struct buf *out)
{
	size_t length = strcspn(tag, "-"), depth = 1;

	buf_put(out, tag, length);
	for (tag += length; *tag == '-'; tag += length, depth++) {
		length = 1 + strcspn(tag + 1, "-");
		buf_puts(out, "(?:");
		buf_put(out, tag, length);
	}
	buf_puts(out, "(?:-[a-z0-9-]+)?");
	while (--depth > 0)
		buf_puts(out, ")?");
}

/* All of them, and the range of those who take anything. */
static const char *ranges_of(const struct edition *edition, struct arena *arena)
{
	struct buf out = buf_new(PATTERNS_BYTES);
	const char *text;

	buf_puts(&out, "\\*");
	for (size_t i = 1; i < edition->count; i++) {
		buf_puts(&out, "|");
		print_ranges(edition->all[i].locale->tag, &out);
	}
	text = arena_text(arena, buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

/* How a row of a map from ranges to languages is written. */
struct row {
	const char *begin, *middle, *end;
};

static const struct row nginx_row = { "\t\"~*^(?:", ")$\" ", ";" },
			varnish_row = {
				"\t\tif (req.http.Accept-Language ~ \"(?i)^(?:",
				")$\") {\n"
				"\t\t\tset req.http.Accept-Language = \"",
				"\";\n\t\t}"
			};

/* In the directory's order. */
static const char *languages_of(const struct edition *edition,
				const struct row *row, struct arena *arena)
{
	struct buf out = buf_new(PATTERNS_BYTES);
	const char *text;

	for (size_t i = 1; i < edition->count; i++) {
		const char *tag = edition->all[i].locale->tag;

		buf_puts(&out, i > 1 ? "\n" : "");
		buf_puts(&out, row->begin);
		print_ranges(tag, &out);
		buf_printf(&out, "%s%s%s", row->middle, tag, row->end);
	}
	text = arena_text(arena, buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

/* Whoever is there answers in less than a second, but for one that is started
 * anew and reads everything first. */
static const char *wait_of(long long load_us, struct arena *arena)
{
	long long seconds = (2 * load_us + 999999) / 1000000;

	return arena_printf(arena, "%llds", seconds > 1 ? seconds : 1);
}

/* What a browser is told of style sheet and script. */
static const char *kept_for(long long life_ms, struct arena *arena)
{
	if (life_ms < 1000)
		return "no-store";
	return arena_printf(arena, "max-age=%lld", life_ms / 1000);
}

static const char *file_of(const struct options *options)
{
	if (strcmp(options->operand, "varnish") == 0)
		return "nginx/signpost.vcl.in";
	if (options->is_http)
		return "nginx/signpost.conf.in";
	return options->is_errors ? "nginx/signpost-errors.conf.in" :
				    "nginx/signpost-locations.conf.in";
}

/* Who sees the crisis lines in place of what a rule of the site's refuses. */
static const char open[] = "allow all; auth_basic off;",
		  guarded[] = "# Who may not come in sees nothing of it.";

static int print(const struct options *options, const struct edition *edition,
		 long long load_us, struct buf *out, struct err *err)
{
	const struct settings *settings = edition->settings;
	bool is_internal = strcmp(options->scope, "internal") == 0;
	struct arena *arena = arena_new();
	const struct reference_blank blanks[] = {
		{ "BASE", settings->base },
		{ "SOCKET", settings->listen },
		{ "SCOPE", is_internal ? "internal" : "public" },
		{ "WHO", is_internal ? guarded : open },
		{ "ORIGIN",
		  settings->origins.is_any && !is_internal ? "*" : "" },
		{ "KEPT", kept_for(settings->assets_ms, arena) },
		{ "ASSETS", paths_shipped("assets", arena) },
		{ "LAST_RESORT", settings->last_resort },
		{ "RANGES", ranges_of(edition, arena) },
		{ "LANGUAGES", languages_of(edition, &nginx_row, arena) },
		{ "VARNISH_LANGUAGES",
		  languages_of(edition, &varnish_row, arena) },
		{ "WAIT", wait_of(load_us, arena) },
		{ "WAIT_FOR_ALL",
		  arena_printf(arena, "%lldms", settings->request_ms) },
		{ NULL, NULL },
	};
	int code = reference_fill(paths_shipped(file_of(options), arena),
				  blanks, out, err);

	arena_free(arena);
	return code;
}

int nginx_files_print(const struct options *options, struct buf *out,
		      struct err *err)
{
	struct generation *generation =
		generation_new(options->file, options->overrides, NULL, err);
	int code;

	if (generation == NULL)
		return options_fault_code(options);
	/* How long a load takes is told, and it ends with the words. */
	generation_make_words(generation);
	code = print(options, generation_edition(generation, false),
		     generation_load_us(generation), out, err);
	generation_release(generation);
	return code;
}
