/* Names first, then what stands above itself. */
#include "directory/references.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "directory/alias.h"
#include "directory/entry.h"
#include "directory/lines.h"
#include "directory/vocabulary.h"
#include "text/spelling.h"

/* To look for what was meant takes a while, and who made so many mistakes made
 * one mistake. */
#define SUGGESTIONS 50

static void missing(const struct collection *collection, const char *kind,
		    const struct value *value, const char *key, struct err *err)
{
	struct spelling spelling = spelling_of(value->text);

	for (size_t i = 0; i < collection->count && err->count < SUGGESTIONS;
	     i++)
		if (strcmp(collection->records[i]->kind->name, kind) == 0)
			spelling_try(&spelling, collection->records[i]->id);
	if (spelling.nearest != NULL)
		err_at_column(err, value->file, value->line, value->column,
			      "%s: there is no [%s:%s]; did you mean `%s`?",
			      key, kind, value->text, spelling.nearest);
	else
		err_at_column(err, value->file, value->line, value->column,
			      "%s: there is no [%s:%s]", key, kind,
			      value->text);
}

/* The facet that is named before the colon, or NULL. */
static const char *facet_in(const struct collection *collection,
			    const char *text)
{
	size_t length = strcspn(text, ":");

	for (size_t i = 0; i < collection->facet_count; i++)
		if (strlen(collection->facets[i]) == length &&
		    strncmp(collection->facets[i], text, length) == 0)
			return collection->facets[i];
	return NULL;
}

/* The terms of `department` are entries. */
static void check_term(const struct collection *collection, struct value *value,
		       const char *key, struct err *err)
{
	const char *facet = facet_in(collection, value->text);
	bool is_department =
		facet != NULL && strcmp(facet, VOCABULARY_DEPARTMENT) == 0;
	const char *kind = is_department ? "entry" : facet;
	struct value term = *value;

	if (facet == NULL) {
		err_at_column(err, value->file, value->line, value->column,
			      "%s: `%s` names no facet", key, value->text);
		return;
	}
	term.text += strlen(facet) + 1;
	value->named = collection_find(collection, kind, term.text);
	if (value->named == NULL)
		missing(collection, kind, &term, key, err);
}

static void check_terms(const struct collection *collection,
			const struct record *record, size_t row,
			struct err *err)
{
	struct value *value = record->values[row];

	for (; value != NULL; value = value->next)
		check_term(collection, value, record->kind->fields[row].name,
			   err);
}

static void check_row(const struct collection *collection,
		      const struct record *record, size_t row, struct err *err)
{
	const struct field *field = &record->kind->fields[row];
	const char *kind = field->refers;

	if (field->kind == FIELD_TERM)
		check_terms(collection, record, row, err);
	if (field->kind != FIELD_ID || kind == NULL)
		return;
	if (kind[0] == '\0')
		kind = record->kind->name;
	for (struct value *value = record->values[row]; value != NULL;
	     value = value->next) {
		if (value->language != NULL)
			continue;
		value->named = collection_find(collection, kind, value->text);
		if (value->named == NULL)
			missing(collection, kind, value, field->name, err);
	}
}

static void check_record(const struct collection *collection,
			 const struct record *record, struct err *err)
{
	for (size_t row = 0; row < record->kind->field_count; row++)
		check_row(collection, record, row, err);
}

/* A way that ends somewhere: the row to follow, and the row that stands in
 * where the first is empty. */
struct way {
	const char *kind; /* NULL: terms of every facet */
	size_t row, instead;
	const char *circle; /* what a section does whose way does not end */
};

static const struct way ways[] = {
	{ "entry", ENTRY_LISTED_UNDER, ENTRY_PARENT, "stands above itself" },
	{ "entry", ENTRY_PARENT, ENTRY_LISTED_UNDER, "stands above itself" },
	{ "entry", ENTRY_REPLACED_BY, ENTRY_REPLACED_BY, "replaces itself" },
	{ NULL, TERM_PARENT, TERM_PARENT, "stands above itself" },
};

static bool goes_this_way(const struct record *record, const struct way *way)
{
	if (way->kind != NULL)
		return strcmp(record->kind->name, way->kind) == 0;
	return record->kind->fields == vocabulary_term.fields;
}

static const struct value *step_value(const struct record *record,
				      const struct way *way)
{
	const struct value *value = record_value(record, way->row);

	return value != NULL ? value : record_value(record, way->instead);
}

static const struct record *step(const struct record *record,
				 const struct way *way)
{
	const struct value *value = step_value(record, way);

	return value != NULL ? value->named : NULL;
}

static void report_circle(const struct record *first, const struct way *way,
			  struct err *err)
{
	const struct record *record = first;
	const struct value *value = step_value(first, way);
	struct buf path = buf_new(512);

	do {
		buf_printf(&path, "%s > ", record->id);
		record = step(record, way);
	} while (record != first && record != NULL);
	err_at_column(err, value->file, value->line, value->column,
		      "[%s:%s] %s: %s%s", first->kind->name, first->id,
		      way->circle, buf_text(&path), first->id);
	buf_free(&path);
}

/* Follows the way from `record`. `seen` holds, by place, in which walk a
 * record was met first, and SEEN_REPORTED for those in a circle that was
 * reported. */
#define SEEN_REPORTED ((size_t)-1)

static void walk(const struct record *record, const struct way *way,
		 size_t *seen, struct err *err)
{
	size_t number = record->place + 1;
	const struct record *first;

	while (record != NULL && seen[record->place] == 0) {
		seen[record->place] = number;
		record = step(record, way);
	}
	if (record == NULL || seen[record->place] != number)
		return;
	report_circle(record, way, err);
	first = record;
	do {
		seen[record->place] = SEEN_REPORTED;
		record = step(record, way);
	} while (record != first);
}

/* Departments are entries, and each is as public as that. */
static void check_department(const struct collection *collection,
			     struct err *err)
{
	const struct record *facet =
		collection_find(collection, "facet", VOCABULARY_DEPARTMENT);
	const struct value *value =
		facet != NULL ? record_value(facet, FACET_VISIBILITY) : NULL;

	if (value != NULL && strcmp(value->text, "internal") == 0)
		err_at_column(err, value->file, value->line, value->column,
			      "visibility: [facet:department] is public; mark "
			      "entries instead");
}

static void check_circles(const struct collection *collection,
			  struct arena *arena, struct err *err)
{
	size_t *seen =
		arena_alloc(arena, (collection->count + 1) * sizeof(*seen));

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		for (size_t j = 0; j < collection->count; j++)
			if (seen[j] != SEEN_REPORTED)
				seen[j] = 0;
		for (size_t j = 0; j < collection->count; j++)
			if (goes_this_way(collection->records[j], &ways[i]))
				walk(collection->records[j], &ways[i], seen,
				     err);
	}
}

static void check_about(const struct collection *collection, struct err *err)
{
	const struct record *about = collection->about;
	const struct value *zone;

	if (about == NULL)
		return;
	check_record(collection, about, err);
	lines_check(collection, err);
	zone = record_value(about, DIRECTORY_TIME_ZONE);
	if (zone != NULL && !clock_has_zone(zone->text))
		err_at_column(err, zone->file, zone->line, zone->column,
			      "time-zone: this system knows no zone `%s`",
			      zone->text);
}

static void check_gone(const struct collection *collection, struct err *err)
{
	const struct value *value = collection->about->values[DIRECTORY_GONE];

	for (; value != NULL; value = value->next) {
		struct value under = *value;

		alias_check_free(collection, "entry", value, "gone", err);
		under.text = value->note;
		if (value->note != NULL &&
		    collection_find(collection, "entry", value->note) == NULL)
			missing(collection, "entry", &under, "gone", err);
	}
}

void references_check(const struct collection *collection, struct arena *arena,
		      struct err *err)
{
	check_about(collection, err);
	for (size_t i = 0; i < collection->count; i++)
		check_record(collection, collection->records[i], err);
	check_circles(collection, arena, err);
	alias_check(collection, arena, err);
	check_department(collection, err);
	if (collection->about != NULL)
		check_gone(collection, err);
}
