/* What the public may not see. */
#include "visibility.h"

#include <string.h>

#include "entry.h"
#include "vocabulary.h"

struct marks {
	const struct collection *collection;
	bool *hidden;
	bool *seen, *unseen; /* named by something shown, by something hidden */
};

static bool is_entry(const struct record *record)
{
	return strcmp(record->kind->name, entry_entry.name) == 0;
}

static bool is_phone(const struct record *record)
{
	return record->kind == &entry_phone;
}

static bool is_marked(const struct record *record)
{
	if (is_entry(record))
		return record_is(record, ENTRY_VISIBILITY, "internal");
	return is_phone(record) &&
	       record_is(record, PHONE_VISIBILITY, "internal");
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

/* What a record of this kind must be used for to exist. */
static bool depends_on_use(const struct record *record)
{
	return is_phone(record) ||
	       record->kind->fields == vocabulary_term.fields;
}

static void note_uses(const struct marks *marks, const struct record *record,
		      bool *uses)
{
	for (size_t row = 0; row < record->kind->field_count; row++) {
		const struct field *field = &record->kind->fields[row];
		const struct value *value = record->values[row];

		if (field->kind != FIELD_ID || field->refers == NULL)
			continue;
		for (; value != NULL; value = value->next) {
			const struct record *used = collection_find(
				marks->collection,
				field->refers[0] != '\0' ? field->refers :
							   record->kind->name,
				value->text);

			if (used != NULL)
				uses[used->place] = true;
		}
	}
}

static void note_all_uses(const struct marks *marks)
{
	const struct collection *collection = marks->collection;

	memset(marks->seen, 0, collection->count * sizeof(bool));
	memset(marks->unseen, 0, collection->count * sizeof(bool));
	note_uses(marks, collection->about, marks->seen);
	for (size_t i = 0; i < collection->count; i++)
		note_uses(marks, collection->records[i],
			  marks->hidden[i] ? marks->unseen : marks->seen);
}

static bool must_hide(const struct marks *marks, const struct record *record)
{
	if (is_marked(record))
		return true;
	if (is_entry(record))
		return is_below_hidden(marks, record, ENTRY_PARENT) ||
		       is_below_hidden(marks, record, ENTRY_LISTED_UNDER);
	return depends_on_use(record) && marks->unseen[record->place] &&
	       !marks->seen[record->place];
}

/* One round; whether it hid anything more. */
static bool hide_more(const struct marks *marks)
{
	bool has_changed = false;

	note_all_uses(marks);
	for (size_t i = 0; i < marks->collection->count; i++) {
		const struct record *record = marks->collection->records[i];

		if (marks->hidden[i] || !must_hide(marks, record))
			continue;
		marks->hidden[i] = true;
		has_changed = true;
	}
	return has_changed;
}

const bool *visibility_hidden(const struct collection *collection,
			      struct arena *arena)
{
	size_t size = (collection->count + 1) * sizeof(bool);
	struct marks marks = {
		.collection = collection,
		.hidden = arena_alloc(arena, size),
		.seen = arena_alloc(arena, size),
		.unseen = arena_alloc(arena, size),
	};

	while (hide_more(&marks))
		continue;
	return marks.hidden;
}
