/* Dates against the day of an edition. */
#include "site/staleness.h"

#include "text/date.h"

bool staleness_is_past(const struct edition *edition, const char *date)
{
	if (edition->today[0] == '\0' || field_is_undated(date))
		return false;
	return date_days(date, edition->today) >
	       edition->directory->stale_after_days;
}

static bool has_stale_date(const struct edition *edition,
			   const struct record *record, size_t row)
{
	const char *date = record_text(record, row);

	return date != NULL && staleness_is_past(edition, date);
}

bool staleness_phone_is_past(const struct edition *edition,
			     const struct phone *phone)
{
	return has_stale_date(edition, phone->record, PHONE_VERIFIED);
}

bool staleness_entry_is_past(const struct edition *edition,
			     const struct entry *entry)
{
	for (size_t i = 0; i < entry->phone_count; i++)
		if (staleness_phone_is_past(edition, entry->phones[i]))
			return true;
	return has_stale_date(edition, entry->record, ENTRY_CHECKED);
}

static long older_of(const struct edition *edition, long days,
		     const struct record *record, size_t row)
{
	const char *date = record_text(record, row);
	long age;

	if (date == NULL || field_is_undated(date))
		return days;
	age = date_days(date, edition->today);
	return age > days ? age : days;
}

long staleness_oldest_days(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	long days = -1;

	if (edition->today[0] == '\0')
		return days;
	for (size_t i = 0; i < directory->phone_count; i++)
		days = older_of(edition, days, directory->phones[i]->record,
				PHONE_VERIFIED);
	for (size_t i = 0; i < directory->entry_count; i++)
		days = older_of(edition, days, directory->entries[i]->record,
				ENTRY_CHECKED);
	return days;
}

size_t staleness_entries(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	size_t count = 0;

	for (size_t i = 0; i < directory->entry_count; i++)
		count +=
			staleness_entry_is_past(edition, directory->entries[i]);
	return count;
}
