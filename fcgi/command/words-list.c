/* The words that a directory has: what an editor may write behind a key, read
 * even where something is faulty. */
#include <string.h>

#include "command/reference.h"
#include "directory/collection.h"
#include "directory/vocabulary.h"
#include "ini/folder.h"
#include "ini/overlay.h"
#include "ini/paths.h"
#include "site/settings.h"
#include "text/utf8.h"

#define ID_COLUMN  28
#define NAME_BYTES ((size_t)45) /* so that a line is no longer than 80 */

static const char *name_of(const struct record *record)
{
	const struct value *name = record_named(record, "name");

	return name != NULL ? name->text : "";
}

static void print_word(const struct record *record, bool is_narrow,
		       struct buf *out)
{
	const char *name = name_of(record);
	int room = ID_COLUMN - (is_narrow ? 2 : 0);
	int more = (int)strlen(record->id) - room;
	size_t most = NAME_BYTES - (size_t)(more > 0 ? more : 0);
	size_t fits = strlen(name) > most ? utf8_fit(name, most) : strlen(name);

	while (fits > 0 && name[fits - 1] == ' ')
		fits--;
	buf_printf(out, ";   %s%-*s %.*s\n", is_narrow ? "  " : "", room,
		   record->id, (int)fits, name);
}

static bool is_of(const struct record *record, const char *kind)
{
	return strcmp(record->kind->name, kind) == 0;
}

/* The terms below `above`, or those that stand below none. */
static void print_terms(const struct collection *collection, const char *facet,
			const struct record *above, struct buf *out)
{
	for (size_t i = 0; i < collection->count; i++) {
		const struct record *term = collection->records[i];
		const struct value *wider =
			is_of(term, facet) ? record_value(term, TERM_PARENT) :
					     NULL;

		if (!is_of(term, facet) ||
		    (wider != NULL ? wider->named : NULL) != above)
			continue;
		print_word(term, above != NULL, out);
		if (above == NULL)
			print_terms(collection, facet, term, out);
	}
}

static void print_kind(const struct collection *collection, const char *kind,
		       struct buf *out)
{
	for (size_t i = 0; i < collection->count; i++)
		if (is_of(collection->records[i], kind))
			print_word(collection->records[i], false, out);
}

/* Finds the wider terms. What else is not there is for `check` to tell. */
static void name_wider(const struct collection *collection)
{
	for (size_t i = 0; i < collection->count; i++) {
		const struct record *term = collection->records[i];
		struct value *wider =
			term->kind->fields == vocabulary_term.fields ?
				term->values[TERM_PARENT] :
				NULL;

		if (wider != NULL)
			wider->named = collection_find(
				collection, term->kind->name, wider->text);
	}
}

static void print_collection(const struct collection *collection,
			     struct buf *out)
{
	buf_puts(out, "\n\n");
	field_print_comment("; ",
			    "The words of this directory: what may stand "
			    "behind a key is on the left, and what readers see "
			    "of it on the right.",
			    out);
	buf_puts(out, "\n; What an entry is: kind = ...\n");
	print_kind(collection, vocabulary_kind.name, out);
	for (size_t i = 1; i < collection->facet_count; i++) {
		buf_printf(out, "\n; Filters: %s = ...\n",
			   collection->facets[i]);
		print_terms(collection, collection->facets[i], NULL, out);
	}
	buf_puts(out, "\n; Who answers a phone: answered-by = ...\n");
	print_kind(collection, vocabulary_answered_by.name, out);
	buf_puts(out, "\n; Entries that another can stand below: listed-under "
		      "= ..., parent = ...\n");
	print_kind(collection, "entry", out);
}

void words_list_print(const struct options *options, struct buf *out)
{
	struct arena *arena = arena_new();
	struct err faults = { 0 };
	const struct settings *settings = settings_load(
		options->file, options->overrides, arena, &faults);
	const struct collection *collection;
	struct ini_file_section *sections = NULL;

	if (settings != NULL)
		sections =
			folder_read(paths_folders(settings->directory, arena),
				    arena, &faults);
	if (sections != NULL) {
		overlay_apply(&sections, arena, &faults);
		collection = collection_read(sections, arena, &faults);
		name_wider(collection);
		print_collection(collection, out);
	}
	if (faults.count > 0)
		buf_puts(out, "\n; Something in it is faulty, so a word may be "
			      "missing: `signpost check` tells.\n");
	err_free(&faults);
	arena_free(arena);
}
