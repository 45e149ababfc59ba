/* The command `check --missing LANG`: one list for who begins a language. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "app/generation.h"
#include "check/lint.h"
#include "check/source-excerpt.h"
#include "command/commands.h"
#include "ini/paths.h"
#include "site/offering.h"

#define WORDS_BYTES ((size_t)256 * 1024)

static bool is_tag(const char *text)
{
	return text[0] != '\0' && strlen(text) < 36 &&
	       strspn(text,
		      "abcdefghijklmnopqrstuvwxyz"
		      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen(text);
}

static void print_first(const struct directory *directory,
			const struct locale *locale, struct buf *out)
{
	struct buf names = buf_new(WORDS_BYTES);

	if (offering_print_missing(directory, locale, &names) > 0)
		buf_printf(out,
			   "Readers are not offered `%s` until these are "
			   "there:\n%s\n",
			   locale->tag, buf_text(&names));
	buf_free(&names);
}

static void print_all(struct err *missing, struct buf *out)
{
	err_sort(missing);
	for (size_t i = 0; i < missing->count; i++) {
		char *text = err_text(&missing->faults[i], "");

		buf_printf(out, "%s\n", text);
		free(text);
	}
	buf_printf(out, "%zu sections and words lack something\n",
		   missing->count);
}

static int list(const struct edition *edition, const char *language,
		struct arena *arena, struct buf *out, struct err *err)
{
	const char *own = edition->settings->locale;
	struct locale *locale = locale_load(paths_shipped("locale", arena), own,
					    language, arena, err);
	struct err missing = { 0 };

	if (locale == NULL)
		return EX_DATAERR;
	print_first(edition->directory, locale, out);
	lint_check_missing(edition->directory->collection, locale,
			   arena_printf(arena, "%s/%s.ini",
					own[0] != '\0' ? own : "SITE.LOCALE",
					language),
			   &missing);
	print_all(&missing, out);
	err_free(&missing);
	locale_free(locale);
	return EX_OK;
}

int check_missing_run(const struct options *options, struct buf *out,
		      struct err *err)
{
	struct err faults = { 0 };
	struct arena *arena;
	struct generation *generation;
	int code;

	if (!is_tag(options->missing)) {
		err_plain(err, "`%s` is not the tag of a language, as in `fr`",
			  options->missing);
		return EX_USAGE;
	}
	generation = generation_new(options->file, options->overrides, NULL,
				    &faults);
	arena = arena_new();
	if (generation != NULL) {
		code = list(generation_edition(generation, false),
			    options->missing, arena, out, err);
	} else {
		source_excerpt_print(&faults, "", stderr);
		code = options_fault_code(options);
	}
	generation_release(generation);
	err_free(&faults);
	arena_free(arena);
	return code;
}
