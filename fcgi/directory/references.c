/* Names first, then what stands above itself. */
#include "directory/references.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "directory/alias.h"
#include "directory/entry.h"
#include "directory/hidden-use.h"
#include "directory/lines.h"
#include "directory/location.h"
#include "directory/reference-fault.h"
#include "directory/vocabulary.h"
#include "text/list.h"
#include "text/spelling.h"
#include "text/url.h"

/* To look for what was meant takes a while, and who made so many mistakes made
 * one mistake. */
#define SUGGESTIONS 50

#define WORDS_BYTES ((size_t)4096)

struct checking {
	const struct collection *collection;
	struct hidden_use *uses; /* of those that are named */
	struct arena *arena;
	struct err *err;
};

/* Whether the section that is named stands in a file all the same, so that the
 * fault is another: it is hidden, or its header is faulty. */
static bool is_elsewhere(struct checking *checking, const char *kind,
			 const char *id, const struct record *user)
{
	const struct ini_file_section *lost =
		collection_lost(checking->collection, id);
	struct spelling spelling;

	if (lost == NULL)
		return false;
	spelling = spelling_of(lost->kind);
	spelling_try(&spelling, kind);
	if (lost->is_hidden && strcmp(lost->kind, kind) == 0)
		hidden_use_add(&checking->uses, lost, user, checking->arena);
	return !lost->is_lost || spelling.nearest != NULL;
}

static void missing(struct checking *checking, const char *kind,
		    const struct field *field, const struct value *value,
		    const struct record *user)
{
	struct buf words = buf_new(WORDS_BYTES);

	if (is_elsewhere(checking, kind, value->text, user))
		return;
	reference_fault_print(checking->collection, kind, field, value->text,
			      checking->err->count < SUGGESTIONS, &words);
	err_at_column(checking->err, value->file, value->line, value->column,
		      "%s: %s", field->name, buf_text(&words));
	buf_free(&words);
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
static void check_term(struct checking *checking, const struct record *record,
		       const struct field *field, struct value *value)
{
	const char *facet = facet_in(checking->collection, value->text);
	bool is_department =
		facet != NULL && strcmp(facet, VOCABULARY_DEPARTMENT) == 0;
	const char *kind = is_department ? "entry" : facet;
	struct value term = *value;

	if (facet == NULL) {
		err_at_column(checking->err, value->file, value->line,
			      value->column, "%s: `%s` names no facet",
			      field->name, value->text);
		return;
	}
	term.text += strlen(facet) + 1;
	value->named = collection_find(checking->collection, kind, term.text);
	if (value->named == NULL)
		missing(checking, kind, field, &term, record);
}

static void check_terms(struct checking *checking, const struct record *record,
			size_t row)
{
	struct value *value = record->values[row];

	for (; value != NULL; value = value->next)
		check_term(checking, record, &record->kind->fields[row], value);
}

/* Whether what is named is gone from who names it: a place that a folder hides.
 * Nothing else is hidden without a word, since nothing else can be missing. */
static bool is_let_go(const struct checking *checking, const char *kind,
		      const struct value *value)
{
	return value->named == NULL &&
	       strcmp(kind, location_section.name) == 0 &&
	       collection_hides(checking->collection, kind, value->text);
}

static void check_row(struct checking *checking, const struct record *record,
		      size_t row)
{
	const struct field *field = &record->kind->fields[row];
	const char *kind = field->refers;

	if (field->kind == FIELD_TERM)
		check_terms(checking, record, row);
	if (field->kind != FIELD_ID || kind == NULL)
		return;
	if (kind[0] == '\0')
		kind = record->kind->name;
	for (struct value **at = &record->values[row]; *at != NULL;) {
		struct value *value = *at;

		if (value->language == NULL)
			value->named = collection_find(checking->collection,
						       kind, value->text);
		if (is_let_go(checking, kind, value)) {
			*at = value->next;
			continue;
		}
		if (value->language == NULL && value->named == NULL)
			missing(checking, kind, field, value, record);
		at = &value->next;
	}
}

static void check_record(struct checking *checking, const struct record *record)
{
	for (size_t row = 0; row < record->kind->field_count; row++)
		check_row(checking, record, row);
}

static bool is_facet(const struct collection *collection, const char *name)
{
	for (size_t i = 0; i < collection->facet_count; i++)
		if (strcmp(collection->facets[i], name) == 0)
			return true;
	return false;
}

void references_report_filter(const struct value *filter, struct err *err)
{
	err_at_column(err, filter->file, filter->line, filter->column,
		      "filter: `%s` is not facet=term, several joined by &",
		      filter->text);
}

/* Whether a name in it is a facet, or will be when its header is mended. Which
 * places there are is known once entries are made, in query_check(). */
static bool names_facet(const struct checking *checking, const char *filter)
{
	struct url_pair pair;

	while (url_next_pair(&filter, checking->arena, &pair))
		if (is_facet(checking->collection, pair.name) ||
		    strcmp(pair.name, VOCABULARY_PLACE) == 0 ||
		    collection_lost(checking->collection, pair.name) != NULL)
			return true;
	return false;
}

/* The facets and terms that a start link names; what else may stand in its
 * filter is judged where queries are read. */
static void check_filter(struct checking *checking, const struct record *start)
{
	const struct value *filter = record_value(start, START_FILTER);
	const char *rest;
	struct list_item id;
	struct url_pair pair;

	if (filter == NULL)
		return;
	if (!names_facet(checking, filter->text))
		references_report_filter(filter, checking->err);
	rest = filter->text;
	while (url_next_pair(&rest, checking->arena, &pair)) {
		const char *ids = pair.value;
		bool is_department =
			strcmp(pair.name, VOCABULARY_DEPARTMENT) == 0;
		const char *kind = is_department ? "entry" : pair.name;

		while (is_facet(checking->collection, pair.name) &&
		       list_next_trimmed(&ids, ",", &id)) {
			struct value term = *filter;

			term.text =
				arena_text(checking->arena, id.text, id.length);
			if (!collection_find(checking->collection, kind,
					     term.text))
				missing(checking, kind,
					&start->kind->fields[START_FILTER],
					&term, start);
		}
	}
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

static void check_about(struct checking *checking)
{
	const struct collection *collection = checking->collection;
	const struct value *zone =
		record_value(collection->about, DIRECTORY_TIME_ZONE);

	check_record(checking, collection->about);
	lines_check(collection, checking->err);
	if (zone != NULL && !clock_has_zone(zone->text))
		err_at_column(checking->err, zone->file, zone->line,
			      zone->column,
			      "time-zone: this system knows no zone `%s`",
			      zone->text);
}

static void check_gone(struct checking *checking)
{
	const struct collection *collection = checking->collection;
	const struct value *value = collection->about->values[DIRECTORY_GONE];

	for (; value != NULL; value = value->next) {
		struct value under = *value;

		alias_check_free(collection, "entry", value, "gone",
				 checking->err);
		under.text = value->note;
		if (value->note != NULL &&
		    collection_find(collection, "entry", value->note) == NULL)
			missing(checking, "entry",
				&vocabulary_directory.fields[DIRECTORY_GONE],
				&under, collection->about);
	}
}

void references_check(const struct collection *collection, struct arena *arena,
		      struct err *err)
{
	struct checking checking = { collection, NULL, arena, err };

	if (collection->about == NULL)
		return;
	check_about(&checking);
	for (size_t i = 0; i < collection->count; i++) {
		arena_rest(arena);
		check_record(&checking, collection->records[i]);
		if (collection->records[i]->kind == &vocabulary_start)
			check_filter(&checking, collection->records[i]);
	}
	check_circles(collection, arena, err);
	alias_check(collection, arena, err);
	check_department(collection, err);
	check_gone(&checking);
	hidden_use_report(checking.uses, err);
}
