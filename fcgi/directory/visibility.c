/* What is marked, what stands below it, what nothing else uses. */
#include "directory/visibility.h"

#include <string.h>

#include "directory/entry.h"
#include "directory/vocabulary.h"

struct marks {
	const struct collection *collection;
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

static bool is_marked(const struct record *record)
{
	if (is_entry(record))
		return record_is(record, ENTRY_VISIBILITY, "internal");
	return is_phone(record) &&
	       record_is(record, PHONE_VISIBILITY, "internal");
}

/* What exists only where something uses it. */
static bool depends_on_use(const struct record *record)
{
	return is_phone(record) ||
	       record->kind->fields == vocabulary_term.fields;
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

/* What is marked, and what stands below it. */
static void hide_marked(struct marks *marks, const struct below *below)
{
	for (size_t i = 0; i < marks->collection->count; i++)
		if (is_marked(marks->collection->records[i]))
			hide(marks, marks->collection->records[i]);
	while (marks->depth > 0) {
		size_t above = marks->stack[--marks->depth]->place;

		for (size_t link = below->first[above]; link != 0;
		     link = below->next[link])
			hide(marks, below->record[link]);
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

/* Marks what `record` uses, and what that uses in turn. */
static void follow(struct marks *marks, const struct record *record, bool *used)
{
	marks->stack[marks->depth++] = record;
	while (marks->depth > 0) {
		record = marks->stack[--marks->depth];
		for (size_t row = 0; row < record->kind->field_count; row++)
			follow_row(marks, record, row, used);
	}
}

static void hide_unused(struct marks *marks, bool *seen, bool *unseen)
{
	const struct collection *collection = marks->collection;

	follow(marks, collection->about, seen);
	for (size_t i = 0; i < collection->count; i++)
		if (marks->hidden[i])
			follow(marks, collection->records[i], unseen);
		else if (is_entry(collection->records[i]))
			follow(marks, collection->records[i], seen);
	for (size_t i = 0; i < collection->count; i++)
		if (depends_on_use(collection->records[i]) && unseen[i] &&
		    !seen[i])
			marks->hidden[i] = true;
}

const bool *visibility_hidden(const struct collection *collection,
			      struct arena *arena)
{
	size_t size = (collection->count + 1) * sizeof(bool);
	struct marks marks = {
		.collection = collection,
		.hidden = arena_alloc(arena, size),
		.stack = arena_alloc(arena,
				     (collection->count + 2) * sizeof(void *)),
	};
	struct below below = find_below(collection, arena);

	hide_marked(&marks, &below);
	hide_unused(&marks, arena_alloc(arena, size), arena_alloc(arena, size));
	return marks.hidden;
}
