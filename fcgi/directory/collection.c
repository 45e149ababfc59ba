/* The kinds there are, then the sections of each. */
#include "directory/collection.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "directory/alias.h"
#include "directory/entry.h"
#include "directory/vocabulary.h"
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
	struct arena *arena;
	struct err *err;
};

static bool is_about(const struct ini_file_section *section)
{
	return strcmp(section->kind, vocabulary_directory.name) == 0;
}

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
	const struct ini_file_section *section = gathering->sections;

	for (; section != NULL; section = section->next) {
		const struct ini_file_pair *pair = section->pairs;

		for (; pair != NULL && is_about(section); pair = pair->next)
			if (strcmp(pair->name, "languages") == 0)
				add_languages(gathering, pair->value);
	}
}

/* Each [directory] may set single keys, so none has to be whole. */
static const struct kind *partial_about(struct arena *arena)
{
	size_t size = vocabulary_directory.field_count * sizeof(struct field);
	struct kind *kind = arena_alloc(arena, sizeof(*kind));
	struct field *fields = arena_alloc(arena, size);

	memcpy(fields, vocabulary_directory.fields, size);
	for (size_t i = 0; i < vocabulary_directory.field_count; i++)
		fields[i].is_required = false;
	*kind = vocabulary_directory;
	kind->fields = fields;
	return kind;
}

/* A folder may offer fewer languages or more, and the texts of those before it
 * stay in the language that they are written in. */
static void check_default(struct gathering *gathering,
			  const struct record *later)
{
	const struct value *language = record_value(later, DIRECTORY_LANGUAGES);

	if (language != NULL &&
	    strcmp(language->text, gathering->first_language) != 0)
		err_at_column(gathering->err, language->file, language->line,
			      language->column,
			      "languages: the first must be `%s`, in which the "
			      "folders before this one are written",
			      gathering->first_language);
}

/* `last` is the [directory] read before, NULL for the first. */
static void add_about(struct gathering *gathering, const struct record *last,
		      const struct record *later)
{
	const struct record *about = gathering->collection->about;

	if (about == NULL) {
		gathering->collection->about = later;
		return;
	}
	if (last->folder == later->folder)
		err_at(gathering->err, later->file, later->line,
		       "[directory] stands here a second time; it is also at "
		       "%s:%d",
		       last->file, last->line);
	check_default(gathering, later);
	for (size_t i = 0; i < about->kind->field_count; i++)
		if (later->values[i] != NULL)
			about->values[i] = later->values[i];
}

/* What must be there may stand in any folder's [directory]. */
static void check_about(const struct gathering *gathering)
{
	const struct record *about = gathering->collection->about;
	const struct field *rows = vocabulary_directory.fields;

	for (size_t i = 0; i < vocabulary_directory.field_count; i++)
		if (rows[i].is_required && about->values[i] == NULL)
			err_at(gathering->err, about->file, about->line,
			       "[directory] has no `%s`", rows[i].name);
}

static void read_about(struct gathering *gathering)
{
	const struct kind *kind = partial_about(gathering->arena);
	const struct record *last = NULL, *later;
	size_t faults = gathering->err->count;

	for (const struct ini_file_section *section = gathering->sections;
	     section != NULL; section = section->next) {
		if (!is_about(section))
			continue;
		later = record_read(section, kind, gathering->languages,
				    gathering->arena, gathering->err);
		add_about(gathering, last, later);
		last = later;
	}
	if (gathering->collection->about == NULL)
		err_plain(gathering->err,
			  "the directory has no section [directory], which "
			  "gives its title");
	else if (gathering->err->count == faults)
		check_about(gathering);
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
		collection->facets[collection->facet_count++] = section->id;
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
	const struct ini_file_section *section = gathering->sections;

	gathering->kinds = arena_alloc(gathering->arena,
				       (vocabulary_kind_count + FACETS_MOST) *
					       sizeof(*gathering->kinds));
	collection->facets =
		arena_alloc(gathering->arena, FACETS_MOST * sizeof(char *));
	collection->facets[collection->facet_count++] = VOCABULARY_DEPARTMENT;
	for (; section != NULL; section = section->next)
		if (strcmp(section->kind, vocabulary_facet.name) == 0 &&
		    section->id != NULL)
			add_facet(gathering, section);
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

static void report_kind(const struct gathering *gathering,
			const struct ini_file_section *section)
{
	struct spelling spelling = spelling_of(section->kind);

	spelling_try(&spelling, vocabulary_directory.name);
	for (size_t i = 0; i < gathering->kind_count; i++)
		spelling_try(&spelling, gathering->kinds[i]->name);
	if (spelling.nearest != NULL)
		err_at(gathering->err, section->file, section->line,
		       "there is no kind of section [%s]; did you mean [%s]?",
		       section->kind, spelling.nearest);
	else
		err_at(gathering->err, section->file, section->line,
		       "there is no kind of section [%s]", section->kind);
}

/* NULL where there is none, which is then reported. */
static const struct kind *find_kind(const struct gathering *gathering,
				    const struct ini_file_section *section)
{
	for (size_t i = 0; i < gathering->kind_count; i++)
		if (strcmp(gathering->kinds[i]->name, section->kind) == 0)
			return gathering->kinds[i];
	report_kind(gathering, section);
	return NULL;
}

static void read_record(struct gathering *gathering,
			const struct ini_file_section *section)
{
	struct collection *collection = gathering->collection;
	const struct kind *kind = find_kind(gathering, section);
	const struct record *first;
	struct record *record;
	size_t number;

	if (kind == NULL)
		return;
	record = record_read(section, kind, gathering->languages,
			     gathering->arena, gathering->err);
	record->place = collection->count;
	collection->records[collection->count++] = record;
	number = table_add(&collection->names, kind->name, record->id);
	if (collection->named[number] == NULL)
		collection->named[number] = record;
	first = collection->named[number];
	if (first != record)
		err_at(gathering->err, record->file, record->line,
		       "[%s:%s] stands here a second time; it is also at "
		       "%s:%d",
		       kind->name, record->id, first->file, first->line);
}

struct collection *collection_read(const struct ini_file_section *sections,
				   struct arena *arena, struct err *err)
{
	struct collection *collection = arena_alloc(arena, sizeof(*collection));
	struct gathering gathering = {
		.collection = collection,
		.sections = sections,
		.arena = arena,
		.err = err,
	};
	size_t count = 1;

	for (const struct ini_file_section *each = sections; each != NULL;
	     each = each->next)
		count++;
	collection->records = arena_alloc(arena, count * sizeof(void *));
	collection->names = table_new(count, arena);
	collection->named = arena_alloc(arena, count * sizeof(void *));
	find_languages(&gathering);
	read_about(&gathering);
	find_kinds(&gathering);
	for (; sections != NULL; sections = sections->next)
		if (!is_about(sections))
			read_record(&gathering, sections);
	alias_add(collection, arena);
	return collection;
}

const struct record *collection_find(const struct collection *collection,
				     const char *kind, const char *id)
{
	size_t number = table_find(&collection->names, kind, id);

	return number != TABLE_NONE ? collection->named[number] : NULL;
}

const struct record **collection_gather(const struct collection *collection,
					const char *kind, const bool *hidden,
					struct arena *arena, size_t *count)
{
	const struct record **found =
		arena_alloc(arena, (collection->count + 1) * sizeof(*found));

	*count = 0;
	for (size_t i = 0; i < collection->count; i++)
		if (strcmp(collection->records[i]->kind->name, kind) == 0 &&
		    (hidden == NULL || !hidden[i]))
			found[(*count)++] = collection->records[i];
	return found;
}

static long number_in(const struct record *record, size_t row)
{
	const char *text = record_text(record, row);

	return text != NULL ? strtol(text, NULL, 10) : LONG_MAX;
}

int collection_compare(const struct record *a, const struct record *b,
		       size_t row)
{
	long left = number_in(a, row), right = number_in(b, row);

	if (left != right)
		return left < right ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}
