/* Whether the sections of a directory fit together. */
#include "references.h"

#include <string.h>

#include "buf.h"
#include "clock.h"
#include "entry.h"
#include "spelling.h"
#include "vocabulary.h"

static void missing(const struct collection *collection, const char *kind,
		    const struct value *value, const char *key, struct err *err)
{
	struct spelling spelling = spelling_of(value->text);

	for (size_t i = 0; i < collection->count; i++)
		if (strcmp(collection->records[i]->kind->name, kind) == 0)
			spelling_try(&spelling, collection->records[i]->id);
	if (spelling.nearest != NULL)
		err_at(err, value->file, value->line,
		       "%s: there is no [%s:%s]; did you mean `%s`?", key, kind,
		       value->text, spelling.nearest);
	else
		err_at(err, value->file, value->line, "%s: there is no [%s:%s]",
		       key, kind, value->text);
}

static void check_row(const struct collection *collection,
		      const struct record *record, size_t row, struct err *err)
{
	const struct field *field = &record->kind->fields[row];
	const char *kind = field->refers;

	if (field->kind != FIELD_ID || kind == NULL)
		return;
	if (kind[0] == '\0')
		kind = record->kind->name;
	for (const struct value *value = record->values[row]; value != NULL;
	     value = value->next)
		if (value->language == NULL &&
		    collection_find(collection, kind, value->text) == NULL)
			missing(collection, kind, value, field->name, err);
}

static void check_record(const struct collection *collection,
			 const struct record *record, struct err *err)
{
	for (size_t row = 0; row < record->kind->field_count; row++)
		check_row(collection, record, row, err);
}

/* A way upward: the row to follow, and the row that stands in where the first
 * is empty. */
struct way {
	const char *kind; /* NULL: terms of every facet */
	size_t row, instead;
};

static const struct way ways[] = {
	{ "entry", ENTRY_LISTED_UNDER, ENTRY_PARENT },
	{ "entry", ENTRY_PARENT, ENTRY_LISTED_UNDER },
	{ NULL, TERM_PARENT, TERM_PARENT },
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

static const struct record *step(const struct collection *collection,
				 const struct record *record,
				 const struct way *way)
{
	const struct value *value = step_value(record, way);

	if (value == NULL)
		return NULL;
	return collection_find(collection, record->kind->name, value->text);
}

static void report_circle(const struct collection *collection,
			  const struct record *first, const struct way *way,
			  struct err *err)
{
	const struct record *record = first;
	const struct value *value = step_value(first, way);
	struct buf path = buf_new(512);

	do {
		buf_printf(&path, "%s > ", record->id);
		record = step(collection, record, way);
	} while (record != first && record != NULL);
	err_at(err, value->file, value->line,
	       "[%s:%s] stands above itself: %s%s", first->kind->name,
	       first->id, buf_text(&path), first->id);
	buf_free(&path);
}

/* Follows the way from `record`. `seen` holds, by place, in which walk a
 * record was met first, and SEEN_REPORTED for those in a circle that was
 * reported. */
#define SEEN_REPORTED ((size_t)-1)

static void walk(const struct collection *collection,
		 const struct record *record, const struct way *way,
		 size_t *seen, struct err *err)
{
	size_t number = record->place + 1;
	const struct record *first;

	while (record != NULL && seen[record->place] == 0) {
		seen[record->place] = number;
		record = step(collection, record, way);
	}
	if (record == NULL || seen[record->place] != number)
		return;
	report_circle(collection, record, way, err);
	first = record;
	do {
		seen[record->place] = SEEN_REPORTED;
		record = step(collection, record, way);
	} while (record != first);
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
				walk(collection, collection->records[j],
				     &ways[i], seen, err);
	}
}

static void check_lines(const struct collection *collection, size_t row,
			struct err *err)
{
	const struct value *value = record_value(collection->about, row);

	for (; value != NULL; value = record_next(value)) {
		const struct record *phone =
			collection_find(collection, "phone", value->text);

		if (phone != NULL && !record_value(phone, PHONE_VERIFIED))
			err_at(err, value->file, value->line,
			       "[phone:%s] has no `verified`, so it cannot "
			       "stand in a list of lines",
			       value->text);
	}
}

static void check_about(const struct collection *collection, struct err *err)
{
	const struct record *about = collection->about;
	const struct value *zone;

	if (about == NULL)
		return;
	check_record(collection, about, err);
	check_lines(collection, DIRECTORY_CRISIS, err);
	check_lines(collection, DIRECTORY_LINES, err);
	zone = record_value(about, DIRECTORY_TIME_ZONE);
	if (zone != NULL && !clock_set_zone(zone->text))
		err_at(err, zone->file, zone->line,
		       "time-zone: this system knows no zone `%s`", zone->text);
}

void references_check(const struct collection *collection, struct arena *arena,
		      struct err *err)
{
	check_about(collection, err);
	for (size_t i = 0; i < collection->count; i++)
		check_record(collection, collection->records[i], err);
	check_circles(collection, arena, err);
}
