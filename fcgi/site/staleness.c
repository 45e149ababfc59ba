/* Dates against the day of an edition. */
#include "site/staleness.h"

#include "text/date.h"

/* Of a date, or of what has none, -1. */
static long days_of(const struct edition *edition, const char *date)
{
	if (edition->today[0] == '\0' || date == NULL || field_is_undated(date))
		return -1;
	return date_days(date, edition->today);
}

bool staleness_is_past(const struct edition *edition, const char *date)
{
	return days_of(edition, date) > edition->directory->stale_after_days;
}

bool staleness_is_over(const struct edition *edition, const struct value *value)
{
	return days_of(edition, entry_until(value)) > 0;
}

bool staleness_phone_is_past(const struct edition *edition,
			     const struct phone *phone)
{
	return staleness_is_past(edition,
				 record_text(phone->record, PHONE_VERIFIED));
}

bool staleness_entry_is_past(const struct edition *edition,
			     const struct entry *entry)
{
	for (size_t i = 0; i < entry->phone_count; i++)
		if (staleness_phone_is_past(edition, entry->phones[i]))
			return true;
	return staleness_is_past(edition,
				 record_text(entry->record, ENTRY_CHECKED));
}

size_t staleness_count_past(const struct edition *edition,
			    const uint64_t *found)
{
	const struct directory *directory = edition->directory;
	const struct sets *sets = directory->sets;
	size_t count = 0, bound = directory->entry_count, place;
	long today;

	if (edition->today[0] == '\0')
		return 0;
	today = date_days(SETS_DAY, edition->today);
	for (place = bits_next(found, sets->words, 0); place < bound;
	     place = bits_next(found, sets->words, place + 1))
		count += !bits_has(sets->unchecked, place) &&
			 sets->oldest[place] != SETS_NO_DAY &&
			 today - sets->oldest[place] >
				 directory->stale_after_days;
	return count;
}

static long older(const struct edition *edition, long days,
		  const struct record *record, size_t row)
{
	long own = days_of(edition, record_text(record, row));

	return own > days ? own : days;
}

long staleness_oldest_days(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	long days = -1;

	for (size_t i = 0; i < directory->phone_count; i++)
		days = older(edition, days, directory->phones[i]->record,
			     PHONE_VERIFIED);
	for (size_t i = 0; i < directory->entry_count; i++)
		days = older(edition, days, directory->entries[i]->record,
			     ENTRY_CHECKED);
	return days;
}

/* Whether somebody has still to compare a fact of the entry, or a number, with
 * its source. */
static bool is_unchecked(const struct entry *entry)
{
	for (size_t i = 0; i < entry->phone_count; i++)
		if (record_value(entry->phones[i]->record, PHONE_VERIFIED) ==
		    NULL)
			return true;
	return record_value(entry->record, ENTRY_CHECKED) == NULL;
}

size_t staleness_entries(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	size_t count = 0;

	for (size_t i = 0; i < directory->entry_count; i++)
		count +=
			is_unchecked(directory->entries[i]) ||
			staleness_entry_is_past(edition, directory->entries[i]);
	return count;
}
