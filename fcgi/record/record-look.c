/* Looking into a section that was read. */
#include "record/record.h"

#include <string.h>

#include "record/period.h"

/* The first value from `value` on that is in the default language, or NULL. */
static const struct value *plain_of(const struct value *value)
{
	while (value != NULL && value->language != NULL)
		value = value->next;
	return value;
}

/* The row of that name, or the number of rows. */
static size_t row_called(const struct kind *kind, const char *name)
{
	size_t i = 0;

	while (i < kind->field_count &&
	       (kind->fields[i].name[0] != name[0] ||
		strcmp(kind->fields[i].name, name) != 0))
		i++;
	return i;
}

bool record_repeats(const struct field *field)
{
	return field->kind == FIELD_ID || field->kind == FIELD_LINK ||
	       field->kind == FIELD_HOURS || field->kind == FIELD_DAYS;
}

bool record_is_for_a_time(const struct field *field, const struct value *value)
{
	struct period period;

	return field->is_dated && period_read(value->note, &period);
}

bool record_has_words(const struct field *field, const struct value *value)
{
	if (!record_repeats(field))
		return true;
	return value->note != NULL && !record_is_for_a_time(field, value);
}

const struct value *record_next(const struct value *value)
{
	return plain_of(value->next);
}

const struct value *record_value(const struct record *record, size_t field)
{
	return plain_of(record->values[field]);
}

bool record_has_row(const struct record *record, const char *name)
{
	return row_called(record->kind, name) < record->kind->field_count;
}

const struct value *record_values(const struct record *record, const char *name)
{
	size_t row = row_called(record->kind, name);

	return row < record->kind->field_count ? record->values[row] : NULL;
}

const struct value *record_named(const struct record *record, const char *name)
{
	return plain_of(record_values(record, name));
}

const char *record_text(const struct record *record, size_t field)
{
	const struct value *value = record_value(record, field);

	return value != NULL ? value->text : NULL;
}

const struct hours *record_hours(const struct record *record, size_t field)
{
	const struct value *value = record_value(record, field);

	return value != NULL ? value->hours : NULL;
}

bool record_is(const struct record *record, size_t field, const char *text)
{
	const char *is = record_text(record, field);

	return is != NULL && strcmp(is, text) == 0;
}
