/* The value that translates another: by its text or by its place. */
#include "record/translation.h"

#include <string.h>

static bool is_in(const struct value *value, const char *language)
{
	if (value->language == NULL || language == NULL)
		return value->language == language;
	return strcmp(value->language, language) == 0;
}

static size_t count_in(const struct value *value, const char *language)
{
	size_t count = 0;

	for (; value != NULL; value = value->next)
		count += is_in(value, language);
	return count;
}

/* The value in `language` that repeats `text`, or NULL. */
static const struct value *find_twin(const struct value *value,
				     const char *text, const char *language)
{
	while (value != NULL &&
	       (!is_in(value, language) || strcmp(value->text, text) != 0))
		value = value->next;
	return value;
}

/* How many values in the default language stand before `value`. */
static size_t place_of(const struct value *all, const struct value *value)
{
	size_t place = 0;

	for (; all != value; all = all->next)
		place += is_in(all, NULL);
	return place;
}

/* The value in `language` before which there are `place` others of it. */
static const struct value *find_place(const struct value *value, size_t place,
				      const char *language)
{
	while (value != NULL && (!is_in(value, language) || place-- > 0))
		value = value->next;
	return value;
}

const struct value *translation_of(const struct record *record, size_t field,
				   const struct value *value,
				   const char *language)
{
	const struct value *all = record->values[field];

	if (record_repeats(&record->kind->fields[field]))
		return find_twin(all, value->text, language);
	if (count_in(all, language) != count_in(all, NULL))
		return NULL;
	return find_place(all, place_of(all, value), language);
}

bool translation_is_there(const struct record *record, const char *language)
{
	for (size_t row = 0; row < record->kind->field_count; row++)
		if (!record->kind->fields[row].is_review &&
		    count_in(record->values[row], language) > 0)
			return true;
	return false;
}

const struct value *translation_review(const struct record *record,
				       const char *language)
{
	for (size_t row = 0; row < record->kind->field_count; row++)
		if (record->kind->fields[row].is_review)
			return find_place(record->values[row], 0, language);
	return NULL;
}
