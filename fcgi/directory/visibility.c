/* What is marked, what stands below it, what nothing else uses. */
#include "directory/visibility.h"

#include <string.h>

#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/location.h"
#include "directory/vocabulary.h"
#include "text/list.h"
#include "text/url.h"

#define INTERNAL "internal"

struct marks {
	const struct collection *collection;
	const bool *taken; /* down, by place; NULL: nothing */
	bool is_inside;	   /* what is marked internal is seen */
	bool *hidden;
	const struct record **stack; /* whose uses are still to be followed */
	size_t depth;
};

static bool is_entry(const struct record *record)
{
	return strcmp(record->kind->name, entry_entry.name) == 0;
}

static bool is_phone(const struct record *record)
{
	return strcmp(record->kind->name, entry_phone.name) == 0;
}

static bool is_term(const struct record *record)
{
	return record->kind->fields == vocabulary_term.fields;
}

/* The row by which sections of the kind are marked, or the number of rows. */
static size_t mark_row(const struct record *record)
{
	size_t row = 0;

	while (row < record->kind->field_count &&
	       strcmp(record->kind->fields[row].name, "visibility") != 0)
		row++;
	return row;
}

static bool is_marked(const struct record *record, const char *mark)
{
	size_t row = mark_row(record);

	return row < record->kind->field_count && record_is(record, row, mark);
}

/* What exists only where something uses it. */
static bool depends_on_use(const struct record *record)
{
	return is_phone(record) || is_term(record) || location_is(record) ||
	       record->kind == &contact_section ||
	       record->kind == &vocabulary_kind ||
	       record->kind == &vocabulary_answered_by;
}

/* Those directly below each record, by place: `first` leads to a link, each
 * link to a record and the next link. Link 0 is the end. */
struct below {
	size_t *first, *next;
	const struct record **record;
	size_t count;
};

static void add_below(struct below *below, const struct record *record,
		      size_t row)
{
	const struct value *value = record_value(record, row);

	if (value == NULL)
		return;
	below->count++;
	below->record[below->count] = record;
	below->next[below->count] = below->first[value->named->place];
	below->first[value->named->place] = below->count;
}

static struct below find_below(const struct collection *collection,
			       struct arena *arena)
{
	size_t links = collection->count * 2 + 1;
	struct below below = {
		.first = arena_alloc(arena, links * sizeof(size_t)),
		.next = arena_alloc(arena, links * sizeof(size_t)),
		.record = arena_alloc(arena, links * sizeof(void *)),
	};

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		if (is_term(record))
			add_below(&below, record, TERM_PARENT);
		if (!is_entry(record))
			continue;
		add_below(&below, record, ENTRY_PARENT);
		add_below(&below, record, ENTRY_LISTED_UNDER);
	}
	return below;
}

static void hide(struct marks *marks, const struct record *record)
{
	if (marks->hidden[record->place])
		return;
	marks->hidden[record->place] = true;
	marks->stack[marks->depth++] = record;
}

/* Whether the facet of a term is marked. */
static bool is_of_marked(const struct collection *collection,
			 const struct record *record)
{
	const struct record *facet =
		is_term(record) ? collection_find(collection, "facet",
						  record->kind->name) :
				  NULL;

	return facet != NULL && is_marked(facet, INTERNAL);
}

static bool is_first(const struct marks *marks, const struct record *record)
{
	if (marks->taken != NULL && marks->taken[record->place])
		return true;
	if (marks->is_inside)
		return false;
	return (location_is(record) && !location_tells_city(record)) ||
	       is_marked(record, INTERNAL) ||
	       is_of_marked(marks->collection, record);
}

/* What is taken down or marked, and what stands below it. */
static void hide_marked(struct marks *marks, const struct below *below)
{
	for (size_t i = 0; i < marks->collection->count; i++) {
		const struct record *record = marks->collection->records[i];

		if (is_first(marks, record))
			hide(marks, record);
	}
	while (marks->depth > 0) {
		size_t above = marks->stack[--marks->depth]->place;

		for (size_t link = below->first[above]; link != 0;
		     link = below->next[link])
			hide(marks, below->record[link]);
	}
}

/* A phone that is for hidden terms alone would else seem to be for everybody.
 */
static void hide_phones(struct marks *marks)
{
	for (size_t i = 0; i < marks->collection->count; i++) {
		const struct record *record = marks->collection->records[i];
		const struct value *term =
			is_phone(record) ? record->values[PHONE_AUDIENCE] :
					   NULL;
		bool is_hidden = term != NULL;

		for (; term != NULL; term = term->next)
			is_hidden &= marks->hidden[term->named->place];
		marks->hidden[i] |= is_hidden;
	}
}

static void follow_row(struct marks *marks, const struct record *record,
		       size_t row, bool *used)
{
	const struct value *value = record->values[row];

	for (; value != NULL; value = value->next) {
		const struct record *other = value->named;

		if (other == NULL || !depends_on_use(other) ||
		    used[other->place])
			continue;
		used[other->place] = true;
		if (!marks->hidden[other->place])
			marks->stack[marks->depth++] = other;
	}
}

/* Whether the section is a place of which some rows alone are told. */
static bool is_in_city(const struct marks *marks, const struct record *record)
{
	return !marks->is_inside && location_is(record) &&
	       !location_is_public(record);
}

/* Marks what `record` uses, and what that uses in turn; `is_told`: by rows that
 * everybody may know. */
static void follow(struct marks *marks, const struct record *record,
		   bool is_told, bool *used)
{
	marks->stack[marks->depth++] = record;
	while (marks->depth > 0) {
		bool is_part;

		record = marks->stack[--marks->depth];
		is_part = is_told && is_in_city(marks, record);
		for (size_t row = 0; row < record->kind->field_count; row++)
			if (!is_part || record->kind->fields[row].is_of_city)
				follow_row(marks, record, row, used);
	}
}

static void hide_unused(struct marks *marks, const bool *folders, bool *seen,
			bool *unseen)
{
	const struct collection *collection = marks->collection;

	follow(marks, collection->about, true, seen);
	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		if (marks->hidden[i] || is_in_city(marks, record))
			follow(marks, record, false, unseen);
		if (!marks->hidden[i] && is_entry(record))
			follow(marks, record, true, seen);
	}
	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		if (depends_on_use(record) && !seen[i] &&
		    (unseen[i] ||
		     (folders[record->folder] && !is_marked(record, "public"))))
			marks->hidden[i] = true;
	}
}

/* Whether no term of a facet is left. One that never had any is as its folder
 * is. */
static bool is_emptied(const struct marks *marks, const struct record *facet,
		       bool is_inside)
{
	bool has_term = false;

	for (size_t i = 0; i < marks->collection->count; i++) {
		const struct record *term = marks->collection->records[i];

		if (!is_term(term) || strcmp(term->kind->name, facet->id) != 0)
			continue;
		if (!marks->hidden[i])
			return false;
		has_term = true;
	}
	return has_term || is_inside;
}

static void hide_facets(struct marks *marks, const bool *folders)
{
	for (size_t i = 0; i < marks->collection->count; i++) {
		const struct record *facet = marks->collection->records[i];

		if (facet->kind == &vocabulary_facet &&
		    strcmp(facet->id, VOCABULARY_DEPARTMENT) != 0 &&
		    is_emptied(marks, facet,
			       folders[facet->folder] &&
				       !is_marked(facet, "public")))
			marks->hidden[i] = true;
	}
}

/* Whether the facet itself or one of its terms, `ids`, is hidden. */
static bool names_hidden(const struct marks *marks, const char *facet,
			 const char *ids, struct arena *arena)
{
	bool is_department = strcmp(facet, VOCABULARY_DEPARTMENT) == 0;
	const struct record *named =
		collection_find(marks->collection, "facet", facet);
	struct list_item id;

	if (named != NULL && marks->hidden[named->place])
		return true;
	while (list_next_trimmed(&ids, ",", &id)) {
		named = collection_find(marks->collection,
					is_department ? "entry" : facet,
					arena_text(arena, id.text, id.length));
		if (named != NULL && marks->hidden[named->place])
			return true;
	}
	return false;
}

static void hide_starts(struct marks *marks, struct arena *arena)
{
	for (size_t i = 0; i < marks->collection->count; i++) {
		const struct record *start = marks->collection->records[i];
		const char *rest;
		struct url_pair pair;

		if (start->kind != &vocabulary_start)
			continue;
		rest = record_text(start, START_FILTER);
		while (url_next_pair(&rest, arena, &pair))
			marks->hidden[i] |= names_hidden(marks, pair.name,
							 pair.value, arena);
	}
}

/* What is taken down takes no filter along: who filtered by its last term must
 * not be answered with everything. */
static void spare_facets(struct marks *marks, const bool *before)
{
	for (size_t i = 0; i < marks->collection->count; i++)
		if (marks->collection->records[i]->kind == &vocabulary_facet)
			marks->hidden[i] = before != NULL && before[i];
}

bool visibility_is_listed(const struct record *record)
{
	return is_entry(record) || is_phone(record);
}

const bool *visibility_folders(const struct collection *collection,
			       struct arena *arena)
{
	size_t count = 1;
	bool *folders;

	for (size_t i = 0; i < collection->count; i++)
		if (collection->records[i]->folder >= count)
			count = collection->records[i]->folder + 1;
	folders = arena_alloc(arena, count * sizeof(bool));
	for (size_t i = 0; i < collection->count; i++)
		folders[collection->records[i]->folder] |=
			is_marked(collection->records[i], INTERNAL);
	return folders;
}

const bool *visibility_hidden(const struct collection *collection,
			      struct arena *arena)
{
	return visibility_without(collection, NULL, false, arena);
}

static void hide_all(struct marks *marks, struct arena *scratch)
{
	const struct collection *collection = marks->collection;
	size_t size = (collection->count + 1) * sizeof(bool);
	const bool *folders = marks->is_inside ?
				      arena_alloc(scratch, size) :
				      visibility_folders(collection, scratch);
	struct below below = find_below(collection, scratch);

	marks->stack =
		arena_alloc(scratch, (collection->count + 2) * sizeof(void *));
	hide_marked(marks, &below);
	hide_phones(marks);
	hide_unused(marks, folders, arena_alloc(scratch, size),
		    arena_alloc(scratch, size));
	hide_facets(marks, folders);
	if (marks->taken != NULL)
		spare_facets(marks,
			     visibility_without(collection, NULL,
						marks->is_inside, scratch));
	hide_starts(marks, scratch);
}

const bool *visibility_without(const struct collection *collection,
			       const bool *taken, bool is_inside,
			       struct arena *arena)
{
	size_t size = (collection->count + 1) * sizeof(bool);
	struct arena *scratch;
	struct marks marks = {
		.collection = collection,
		.taken = taken,
		.is_inside = is_inside,
	};

	if (is_inside && taken == NULL)
		return NULL;
	marks.hidden = arena_alloc(arena, size);
	scratch = arena_new();
	hide_all(&marks, scratch);
	arena_free(scratch);
	return marks.hidden;
}
