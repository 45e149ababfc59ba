/* A record that names nothing hidden is not copied. */
#include "record/redact.h"

#include <string.h>

static bool is_kept(const struct value *value, const bool *hidden)
{
	return value->named == NULL || !hidden[value->named->place];
}

/* Whether a value of the row stays: it is not hidden itself, and where it
 * repeats another in a further language that is not. */
static bool stays(const struct record *record, size_t row,
		  const struct value *value, const bool *hidden)
{
	const struct value *other = record->values[row];

	if (!is_kept(value, hidden))
		return false;
	for (; value->language != NULL && other != NULL; other = other->next)
		if (record_repeats(&record->kind->fields[row]) &&
		    strcmp(other->text, value->text) == 0 &&
		    !is_kept(other, hidden))
			return false;
	return true;
}

static struct value *kept_values(const struct record *record, size_t row,
				 const bool *hidden, struct arena *arena)
{
	const struct value *value = record->values[row];
	struct value *first = NULL, **last = &first;

	for (; value != NULL; value = value->next) {
		if (!stays(record, row, value, hidden))
			continue;
		*last = arena_alloc(arena, sizeof(**last));
		**last = *value;
		(*last)->next = NULL;
		last = &(*last)->next;
	}
	return first;
}

const struct record *redact_record(const struct record *record,
				   const bool *hidden, struct arena *arena)
{
	size_t count = record->kind->field_count;
	struct record *copy = NULL;

	for (size_t row = 0; row < count && hidden != NULL; row++) {
		const struct value *value = record->values[row];

		while (value != NULL && is_kept(value, hidden))
			value = value->next;
		if (value == NULL)
			continue;
		if (copy == NULL) {
			copy = arena_alloc(arena, sizeof(*copy));
			*copy = *record;
			copy->values = arena_alloc(
				arena, count * sizeof(*copy->values));
			memcpy(copy->values, record->values,
			       count * sizeof(*copy->values));
		}
		copy->values[row] = kept_values(record, row, hidden, arena);
	}
	return copy != NULL ? copy : record;
}
