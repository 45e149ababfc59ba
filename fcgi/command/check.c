/* The command `check`. */
#include "command/commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "app/generation.h"
#include "base/clock.h"
#include "check/ageing.h"
#include "check/alike.h"
#include "check/lint.h"
#include "check/source-excerpt.h"
#include "command/call-sheet.h"
#include "directory/diff.h"
#include "directory/link-check.h"
#include "directory/reading.h"
#include "directory/visibility.h"
#include "site/secrets.h"

/* What `check` has found, by how much it matters. */
enum finding {
	FINDING_FAULT,
	FINDING_WARNING,
	FINDING_DATED,
	FINDING_UNREVIEWED,
	FINDING_UNCONFIRMED,
	FINDING_NOTE, /* only for programs */
	FINDINGS
};

static const char *const finding_names[FINDINGS] = {
	[FINDING_FAULT] = "fault",
	[FINDING_WARNING] = "warning",
	[FINDING_DATED] = "dated",
	[FINDING_UNREVIEWED] = "unreviewed",
	[FINDING_UNCONFIRMED] = "unconfirmed",
	[FINDING_NOTE] = "note",
};

static json_t *finding_of(const struct err_fault *fault, const char *severity)
{
	bool has_line = fault->line > 0;

	return json_pack("{ss ss ss* so* so*}", "severity", severity, "message",
			 fault->text, "file", fault->file, "line",
			 has_line ? json_integer(fault->line) : NULL, "column",
			 has_line ? json_integer(fault->column) : NULL);
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

/* What an editor of internal content may not know to be public: the words that
 * its folder brings. How much is kept inside tells the rest. */
static void print_public(const struct collection *collection)
{
	struct arena *arena = arena_new();
	const bool *hidden = visibility_hidden(collection, arena);
	const bool *folders = visibility_folders(collection, arena);
	size_t kept = 0;

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		kept += hidden[i];
		if (!hidden[i] && folders[record->folder] &&
		    !visibility_is_listed(record) &&
		    record->kind != &link_check_kind &&
		    record->kind != &reading_kind)
			printf("%s:%d: [%s:%s] is public\n", record->file,
			       record->line, record->kind->name, record->id);
	}
	if (kept > 0)
		printf("%zu sections are kept from the public\n", kept);
	arena_free(arena);
}

static void print_words(const struct generation *generation,
			struct err found[FINDINGS])
{
	size_t warnings =
		found[FINDING_WARNING].count + found[FINDING_DATED].count;
	const struct directory *directory;

	source_excerpt_print(&found[FINDING_FAULT], "", stderr);
	alike_print(&found[FINDING_WARNING], "warning, ", stderr);
	source_excerpt_print(&found[FINDING_WARNING], "warning: ", stderr);
	source_excerpt_print(&found[FINDING_DATED], "warning: ", stderr);
	if (generation == NULL)
		return;
	for (const struct overlay *overlay = generation_overlays(generation);
	     overlay != NULL; overlay = overlay->next)
		if (!overlay->is_merged)
			printf("%s:%d: replaces %s:%d (its mark is %s)\n",
			       overlay->new->file, overlay->new->line,
			       overlay->old->file, overlay->old->line,
			       overlay->mark);
	directory = generation_edition(generation, false)->directory;
	print_public(directory->collection);
	printf("%zu %s, %zu %s: no faults", directory->entry_count,
	       directory->entry_count == 1 ? "entry" : "entries",
	       directory->phone_count,
	       directory->phone_count == 1 ? "phone" : "phones");
	if (warnings > 0)
		printf(", %zu warning%s", warnings, warnings == 1 ? "" : "s");
	puts("");
	if (found[FINDING_UNCONFIRMED].count > 0)
		printf("%zu phone%s no `verified`, so pages say that nobody "
		       "could confirm it; --json lists them\n",
		       found[FINDING_UNCONFIRMED].count,
		       found[FINDING_UNCONFIRMED].count == 1 ? " has" :
							       "s have");
	/* Who cannot read a language can do nothing about them one by one. */
	if (found[FINDING_UNREVIEWED].count > 0)
		printf("%zu translations are not reviewed by a speaker of the "
		       "language; --json lists them\n",
		       found[FINDING_UNREVIEWED].count);
}

static void look_closer(const struct options *options,
			const struct generation *generation,
			struct err found[FINDINGS])
{
	const struct edition *edition = generation_edition(generation, false);
	const struct directory *directory = edition->directory;
	char today[11];

	clock_today(today);
	secrets_check(edition->settings, &found[FINDING_WARNING]);
	lint_check(directory, generation_overlays(generation),
		   &found[FINDING_WARNING]);
	lint_check_text(directory->collection, &found[FINDING_WARNING]);
	lint_check_translations(edition, &found[FINDING_WARNING]);
	lint_check_templates(edition, &found[FINDING_WARNING]);
	lint_check_reviews(edition, &found[FINDING_UNREVIEWED]);
	lint_check_unconfirmed(directory, &found[FINDING_UNCONFIRMED]);
	lint_check_dates(directory, today, &found[FINDING_DATED]);
	if (options->is_json)
		lint_check_pairs(directory, &found[FINDING_NOTE]);
	if (options->is_stale)
		lint_check_stale(directory, today,
				 options->stale_days > 0 ?
					 options->stale_days :
					 directory->stale_after_days,
				 &found[FINDING_DATED]);
}

/* Appends what a reader will notice after the folders that were served before.
 * When they have faults of their own, there is nothing to compare. */
static int compare(const struct options *options, const struct generation *new,
		   struct buf *out, struct err *err)
{
	struct options then = *options;
	struct arena *arena = arena_new();
	struct generation *old;
	int result = -1;

	then.overrides[then.override_count] =
		arena_printf(arena, "directory.path=%s", then.old_folders);
	old = generation_new(then.file, then.overrides, new, err);
	if (old != NULL) {
		result = 0;
		diff_print(generation_edition(old, false)->directory,
			   generation_edition(new, false)->directory, out);
	}
	generation_release(old);
	arena_free(arena);
	return result;
}

/* Whether what belongs to --links is there without it. */
static bool lacks_links(const struct options *options, struct err *err)
{
	if (options->saved == NULL && !options->asks_internal &&
	    !options->asks_private)
		return false;
	err_plain(err, "--save, --internal and --private need --links");
	return true;
}

/* Appends a letter about what is stale, and nothing where nothing is. */
static void print_letter(const struct options *options,
			 const struct generation *generation, struct buf *out)
{
	const struct directory *directory =
		generation_edition(generation, false)->directory;
	struct arena *arena = arena_new();
	struct ageing ageing;
	char today[11];

	clock_today(today);
	ageing = ageing_find(directory->collection, today,
			     options->stale_days > 0 ?
				     options->stale_days :
				     directory->stale_after_days,
			     arena);
	call_sheet_print_letter(directory->collection, &ageing, out);
	arena_free(arena);
}

/* What depends on the day never counts as a fault: what was well in March is
 * well in September. Nor does what only a speaker of the language can mend. */
static int check(const struct options *options, struct buf *out,
		 struct err *err)
{
	struct err found[FINDINGS] = { 0 };
	struct generation *generation = generation_new(
		options->file, options->overrides, NULL, &found[FINDING_FAULT]);
	int code = EX_OK;

	if (generation == NULL)
		code = options_fault_code(options);
	else
		look_closer(options, generation, found);
	if (options->is_strict && found[FINDING_WARNING].count > 0)
		code = EX_DATAERR;
	if (options->is_json)
		print_json(found);
	else if (options->is_mail && generation != NULL)
		print_letter(options, generation, out);
	else
		print_words(generation, found);
	if (generation != NULL && options->old_folders != NULL &&
	    compare(options, generation, out, err) != 0)
		code = EX_DATAERR;
	generation_release(generation);
	for (size_t i = 0; i < FINDINGS; i++)
		err_free(&found[i]);
	return code;
}

int check_run(const struct options *options, struct buf *out, struct err *err)
{
	if (lacks_links(options, err))
		return EX_USAGE;
	if (options->is_unreviewed != (options->language != NULL)) {
		err_plain(err, "--unreviewed needs --lang, as in `check "
			       "--unreviewed --lang es`, and --lang needs it");
		return EX_USAGE;
	}
	if (options->is_unreviewed)
		return check_unreviewed_run(options, out, err);
	if (options->missing != NULL)
		return check_missing_run(options, out, err);
	return check(options, out, err);
}
