/* Keys that stand again, and values that do. */
#include "record/repetition.h"

#include <string.h>

#include "record/record.h"

const struct value *repetition_find(const struct value *value, const char *text,
				    const char *language)
{
	while (value != NULL && (value->language != language ||
				 (text != NULL && strcmp(value->text, text))))
		value = value->next;
	return value;
}

bool repetition_is_in_commas(const struct field *field)
{
	return field->kind == FIELD_ID || field->kind == FIELD_TERM ||
	       field->kind == FIELD_CHOICE || field->kind == FIELD_SHORT_CODE;
}

int repetition_check(const struct field *field, const struct value *values,
		     const struct value *new, struct err *err)
{
	bool is_one = !field->is_list && !record_is_for_a_time(field, new);
	const struct value *old;

	if (!is_one && !repetition_is_in_commas(field))
		return 0;
	old = repetition_find(values, is_one ? NULL : new->text, new->language);
	while (old != NULL && record_is_for_a_time(field, old))
		old = repetition_find(old->next, NULL, new->language);
	if (old == NULL)
		return 0;
	if (is_one)
		return err_at(err, new->file, new->line,
			      "`%s` stands here a second time; it is also at "
			      "%s:%d",
			      field->name, old->file, old->line);
	return err_at_column(err, new->file, new->line, new->column,
			     "`%s` is already among the values of `%s` (%s:%d)",
			     new->text, field->name, old->file, old->line);
}
