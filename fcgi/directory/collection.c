/* The kinds there are, then the sections of each. */
#include "directory/collection.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "directory/about.h"
#include "directory/alias.h"
#include "directory/entry.h"
#include "directory/strangers.h"
#include "directory/vocabulary.h"
#include "record/record-batch.h"
#include "text/list.h"
#include "text/spelling.h"

#define FACETS_MOST    ((size_t)32)
#define LANGUAGES_MOST ((size_t)64)

struct gathering {
	struct collection *collection;
	const struct ini_file_section *sections;
	const struct kind **kinds;
	size_t kind_count;
	const char *first_language; /* the default one, or NULL */
	const char *languages[LANGUAGES_MOST + 1];
	size_t language_count;
	struct strangers strangers;
	struct record_scope scope;
	struct arena *arena;
	struct err *err;
};

static bool is_known_language(const struct gathering *gathering,
			      const char *tag)
{
	for (size_t i = 0; i < gathering->language_count; i++)
		if (strcmp(gathering->languages[i], tag) == 0)
			return true;
	return gathering->first_language != NULL &&
	       strcmp(gathering->first_language, tag) == 0;
}

static void add_languages(struct gathering *gathering, const char *list)
{
	struct list_item item;

	while (list_next_word(&list, ", \t", &item)) {
		const char *tag =
			arena_text(gathering->arena, item.text, item.length);

		if (gathering->first_language == NULL)
			gathering->first_language = tag;
		if (!is_known_language(gathering, tag) &&
		    gathering->language_count < LANGUAGES_MOST)
			gathering->languages[gathering->language_count++] = tag;
	}
}

/* The languages that any folder names, besides the default one. They must be
 * known before any section can be read in full; a fault in the line is reported
 * when [directory] is. */
static void find_languages(struct gathering *gathering)
{
	const struct ini_file_section *at = gathering->sections;

	for (; at != NULL; at = ini_file_next(at, gathering->arena)) {
		const struct ini_file_pair *pair = at->pairs;

		for (; pair != NULL && about_is(at); pair = pair->next)
			if (strcmp(pair->name, "languages") == 0)
				add_languages(gathering, pair->value);
	}
}

static void add_facet(struct gathering *gathering,
		      const struct ini_file_section *section)
{
	struct collection *collection = gathering->collection;

	if (vocabulary_is_taken(section->id)) {
		err_at(gathering->err, section->file, section->line,
		       "a facet cannot be called `%s`: that is the name of a "
		       "kind of section or of a key of entries",
		       section->id);
		return;
	}
	for (size_t i = 0; i < collection->facet_count; i++)
		if (strcmp(collection->facets[i], section->id) == 0)
			return;
	if (collection->facet_count == FACETS_MOST)
		err_at(gathering->err, section->file, section->line,
		       "a directory has at most %zu facets", FACETS_MOST - 1);
	else
		collection->facets[collection->facet_count++] = arena_text(
			gathering->arena, section->id, strlen(section->id));
}

static const struct kind *term_kind(const char *facet, struct arena *arena)
{
	struct kind *kind = arena_alloc(arena, sizeof(*kind));

	*kind = vocabulary_term;
	kind->name = facet;
	return kind;
}

/* Whether sections of the kind are the same in every directory; [directory]
 * itself is read before them. */
static bool is_fixed(const struct kind *kind)
{
	return kind != &vocabulary_directory && kind != &vocabulary_term &&
	       kind != &entry_phone && kind != &entry_entry;
}

/* The short codes that [directory] names, as in `112, 116123`, or NULL. */
static const char *short_codes(const struct gathering *gathering)
{
	const struct record *about = gathering->collection->about;
	const struct value *code =
		about != NULL ? about->values[DIRECTORY_SHORT_CODES] : NULL;
	const char *codes = code != NULL ? code->text : NULL;

	for (; code != NULL && code->next != NULL; code = code->next)
		codes = arena_printf(gathering->arena, "%s, %s", codes,
				     code->next->text);
	return codes;
}

/* The kinds of section that this directory has: the fixed ones, a kind of term
 * for each facet, the phone with the directory's short codes, and the entry
 * with a row for each facet. */
static void find_kinds(struct gathering *gathering)
{
	struct collection *collection = gathering->collection;
	const struct ini_file_section *at = gathering->sections;

	gathering->kinds = arena_alloc(gathering->arena,
				       (vocabulary_kind_count + FACETS_MOST) *
					       sizeof(*gathering->kinds));
	collection->facets =
		arena_alloc(gathering->arena, FACETS_MOST * sizeof(char *));
	collection->facets[collection->facet_count++] = VOCABULARY_DEPARTMENT;
	for (; at != NULL; at = ini_file_next(at, gathering->arena))
		if (strcmp(at->kind, vocabulary_facet.name) == 0 &&
		    at->id != NULL && !at->is_lost)
			add_facet(gathering, at);
	for (size_t i = 0; i < vocabulary_kind_count; i++)
		if (is_fixed(vocabulary_kinds[i]))
			gathering->kinds[gathering->kind_count++] =
				vocabulary_kinds[i];
	for (size_t i = 1; i < collection->facet_count; i++)
		gathering->kinds[gathering->kind_count++] =
			term_kind(collection->facets[i], gathering->arena);
	gathering->kinds[gathering->kind_count++] =
		entry_phone_kind(short_codes(gathering), gathering->arena);
	gathering->kinds[gathering->kind_count++] =
		entry_kind(collection->facets + 1, collection->facet_count - 1,
			   gathering->arena);
}

/* NULL where there is none. */
static const struct kind *find_kind(const struct gathering *gathering,
				    const char *name)
{
	for (size_t i = 0; i < gathering->kind_count; i++)
		if (strcmp(gathering->kinds[i]->name, name) == 0)
			return gathering->kinds[i];
	return NULL;
}

/* Whether a section is not read: it is hidden, or its header is faulty. */
static bool is_away(const struct ini_file_section *section)
{
	return section->is_lost || section->is_hidden;
}

static void lose(struct gathering *gathering,
		 const struct ini_file_section *section)
{
	struct collection *collection = gathering->collection;
	struct spelling kind = spelling_of(section->kind);
	size_t number;

	if (section->id == NULL)
		return;
	number = table_add(&collection->lost_names, "", section->id);
	if (collection->lost[number] == NULL)
		collection->lost[number] = section;
	if (section->is_hidden)
		table_add(&collection->lost_names, section->kind, section->id);
	spelling_try(&kind, vocabulary_facet.name);
	if (kind.nearest != NULL && !section->is_hidden)
		strangers_excuse(&gathering->strangers, section->id);
}

/* The names of all kinds of section, NULL behind the last. */
static const char *const *kind_names(const struct gathering *gathering)
{
	const char **names = arena_alloc(
		gathering->arena, (gathering->kind_count + 2) * sizeof(*names));

	names[0] = vocabulary_directory.name;
	for (size_t i = 0; i < gathering->kind_count; i++)
		names[i + 1] = gathering->kinds[i]->name;
	return names;
}

/* Whether nothing is made of a section: it is away, or of no kind. */
static bool is_unread(const struct gathering *gathering,
		      const struct ini_file_section *section)
{
	return is_away(section) ||
	       (!about_is(section) &&
		find_kind(gathering, section->kind) == NULL);
}

/* Sections that are not read, so that what names them is not told too. */
static void find_lost(struct gathering *gathering)
{
	struct collection *collection = gathering->collection;
	const char *const *kinds = kind_names(gathering);
	const struct ini_file_section *all = gathering->sections, *section;
	struct arena *arena = gathering->arena;
	size_t most = 1; /* names: by the id, and if hidden by the kind too */

	for (section = all; section; section = ini_file_next(section, arena))
		most += is_unread(gathering, section) ? 2 : 0;
	collection->lost_names = table_new(most, arena);
	collection->lost = arena_alloc(arena, most * sizeof(*collection->lost));
	for (section = all; section; section = ini_file_next(section, arena))
		if (is_unread(gathering, section))
			lose(gathering, section);
	for (section = all; section; section = ini_file_next(section, arena))
		if (!is_away(section) && !about_is(section) &&
		    find_kind(gathering, section->kind) == NULL)
			strangers_report_kind(&gathering->strangers, section,
					      gathering->sections, kinds,
					      gathering->err);
}

/* Whether a section says so in a way that is a fault of its own. */
static bool means_to_replace(const struct ini_file_section *section)
{
	const struct ini_file_pair *pair =
		ini_lines_are_gone(section->lines) ? NULL : section->pairs;
	struct spelling spelling = { .nearest = NULL };

	for (; pair != NULL && spelling.nearest == NULL; pair = pair->next) {
		spelling = spelling_of(pair->name);
		spelling_try(&spelling, "replaces");
	}
	return section->is_doubtful || spelling.nearest != NULL;
}

/* Gives a record that was made of a section its place, and its name unless
 * another has that. */
static void place_record(struct gathering *gathering,
			 const struct ini_file_section *section,
			 struct record *record)
{
	struct collection *collection = gathering->collection;
	const char *kind = record->kind->name;
	size_t number = table_add(&collection->names, kind, record->id);
	const struct record *first;

	record->place = collection->count;
	collection->records[collection->count++] = record;
	if (collection->named[number] == NULL)
		collection->named[number] = record;
	first = collection->named[number];
	if (first != record && !means_to_replace(section))
		err_at(gathering->err, record->file, record->line,
		       "[%s:%s] stands here a second time; it is also at "
		       "%s:%d%s",
		       kind, record->id, first->file, first->line,
		       first->folder < record->folder ?
			       "; add `replaces = shipped` to put this one in "
			       "its place" :
			       "");
}

/* Reads all sections of which records are made, of `most` at most. */
static void read_records(struct gathering *gathering, size_t most)
{
	const struct ini_file_section *section = gathering->sections;
	struct record_batch_item *items = alloc_zero(most * sizeof(*items));
	size_t count = 0;

	for (; section != NULL;
	     section = ini_file_next(section, gathering->arena)) {
		const struct kind *kind = find_kind(gathering, section->kind);

		if (kind != NULL && !is_away(section) && !about_is(section))
			items[count++] =
				(struct record_batch_item){ .section = section,
							    .kind = kind };
	}
	record_batch_read(items, count, &gathering->scope, gathering->arena,
			  gathering->err);
	for (size_t i = 0; i < count; i++)
		place_record(gathering, items[i].section, items[i].record);
	free(items);
}

static bool has_namespace(const struct collection *collection)
{
	const struct record *about = collection->about;

	return about != NULL && record_text(about, DIRECTORY_NAMESPACE) != NULL;
}

static struct collection *read_all(const struct ini_file_section *sections,
				   bool are_let_go, struct arena *arena,
				   struct err *err)
{
	struct collection *collection = arena_alloc(arena, sizeof(*collection));
	struct gathering gathering = {
		.collection = collection,
		.sections = sections,
		.scope = { .languages = gathering.languages,
			   .excused = gathering.strangers.excused,
			   .lets_go = are_let_go },
		.arena = arena,
		.err = err,
	};
	size_t count = 1;

	for (const struct ini_file_section *each = sections; each;
	     each = ini_file_next(each, arena))
		count++;
	collection->records = arena_alloc(arena, count * sizeof(void *));
	collection->names = table_new(count, arena);
	collection->named = arena_alloc(arena, count * sizeof(void *));
	find_languages(&gathering);
	strangers_find_languages(&gathering.strangers, sections,
				 gathering.first_language, gathering.languages,
				 arena, err);
	collection->about = about_read(sections, &gathering.scope,
				       gathering.first_language, arena, err);
	find_kinds(&gathering);
	find_lost(&gathering);
	read_records(&gathering, count);
	alias_add(collection, arena);
	if (has_namespace(collection))
		collection->uuids = uuid_index_new(collection, arena);
	return collection;
}

struct collection *collection_read(const struct ini_file_section *sections,
				   struct arena *arena, struct err *err)
{
	return read_all(sections, false, arena, err);
}

struct collection *collection_read_last(const struct ini_file_section *sections,
					struct arena *arena, struct err *err)
{
	return read_all(sections, true, arena, err);
}
