/* What concerns the dates of a directory. */
#include "check/lint.h"

#include <stdio.h>

#include "text/date.h"

#define AGE_ROOM   64

/* Where a fact was looked at, or a list was taken, it may be tomorrow already.
 */
#define ZONES_DAYS 1

static void check_future(const struct record *record, const char *today,
			 struct err *warnings)
{
	for (size_t row = 0; row < record->kind->field_count; row++) {
		const struct value *value = record->values[row];

		if (record->kind->fields[row].kind != FIELD_DATE)
			continue;
		for (; value != NULL; value = value->next)
			if (!field_is_undated(value->text) &&
			    date_days(today, value->text) > ZONES_DAYS)
				err_at_column(warnings, value->file,
					      value->line, value->column,
					      "%s: %s is in the future",
					      record->kind->fields[row].name,
					      value->text);
	}
}

void lint_check_dates(const struct directory *directory, const char *today,
		      struct err *warnings)
{
	const struct collection *collection = directory->collection;

	for (size_t i = 0; i < collection->count; i++)
		if (!directory_hides(directory, collection->records[i]))
			check_future(collection->records[i], today, warnings);
}

void lint_check_unconfirmed(const struct directory *directory,
			    struct err *notes)
{
	for (size_t i = 0; i < directory->phone_count; i++)
		if (record_value(directory->phones[i]->record,
				 PHONE_VERIFIED) == NULL)
			err_at(notes, directory->phones[i]->record->file,
			       directory->phones[i]->record->line,
			       "[phone:%s] has no `verified`: pages say that "
			       "it could not be confirmed",
			       directory->phones[i]->id);
}

/* What is wrong with the age of a fact, as words, or NULL. */
static const char *age_fault(const char *date, const char *today, long days,
			     char words[AGE_ROOM])
{
	if (date == NULL)
		return "is not there";
	if (field_is_undated(date))
		return "its source shows no date";
	if (date_days(date, today) <= days)
		return NULL;
	snprintf(words, AGE_ROOM, "%.10s is %ld days ago", date,
		 date_days(date, today));
	return words;
}

static void check_age(const struct record *record, size_t row,
		      const char *today, long days, struct err *warnings)
{
	char words[AGE_ROOM];
	const char *fault =
		age_fault(record_text(record, row), today, days, words);

	if (fault != NULL)
		err_at(warnings, record->file, record->line, "[%s:%s] %s: %s",
		       record->kind->name, record->id,
		       record->kind->fields[row].name, fault);
}

void lint_check_stale(const struct directory *directory, const char *today,
		      long days, struct err *warnings)
{
	for (size_t i = 0; i < directory->entry_count; i++)
		check_age(directory->entries[i]->record, ENTRY_CHECKED, today,
			  days, warnings);
	for (size_t i = 0; i < directory->phone_count; i++)
		check_age(directory->phones[i]->record, PHONE_VERIFIED, today,
			  days, warnings);
}
