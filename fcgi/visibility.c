/* What the public may not see. */
#include "visibility.h"

#include <string.h>

#include "entry.h"
#include "vocabulary.h"

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

static bool is_marked(const struct record *record)
{
	if (is_entry(record))
		return record_is(record, ENTRY_VISIBILITY, "internal");
	return record->kind == &entry_phone &&
	       record_is(record, PHONE_VISIBILITY, "internal");
}

/* What exists only where something uses it. */
static bool depends_on_use(const struct record *record)
{
	return record->kind == &entry_phone ||
	       record->kind->fields == vocabulary_term.fields;
}

static bool is_below_hidden(const struct marks *marks,
			    const struct record *record, size_t row)
{
	const char *id = record_text(record, row);
	const struct record *above =
		id != NULL ? collection_find(marks->collection,
					     entry_entry.name, id) :
			     NULL;

	return above != NULL && marks->hidden[above->place];
}

static bool must_hide(const struct marks *marks, const struct record *record)
{
	return is_marked(record) ||
	       (is_entry(record) &&
		(is_below_hidden(marks, record, ENTRY_PARENT) ||
		 is_below_hidden(marks, record, ENTRY_LISTED_UNDER)));
}

/* One round; whether it hid anything more. */
static bool hide_more(const struct marks *marks)
{
	bool has_changed = false;

	for (size_t i = 0; i < marks->collection->count; i++) {
		if (marks->hidden[i] ||
		    !must_hide(marks, marks->collection->records[i]))
			continue;
		marks->hidden[i] = true;
		has_changed = true;
	}
	return has_changed;
}

static void follow_row(struct marks *marks, const struct record *record,
		       size_t row, bool *used)
{
	const struct field *field = &record->kind->fields[row];
	const struct value *value = record->values[row];
	const char *kind;

	if (field->kind != FIELD_ID || field->refers == NULL)
		return;
	kind = field->refers[0] != '\0' ? field->refers : record->kind->name;
	for (; value != NULL; value = value->next) {
		const struct record *other =
			collection_find(marks->collection, kind, value->text);

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

	while (hide_more(&marks))
		continue;
	hide_unused(&marks, arena_alloc(arena, size), arena_alloc(arena, size));
	return marks.hidden;
}
