/* Notes as times, against the day of an edition. */
#include "site/seasons.h"

#include <string.h>

#include "directory/entry.h"
#include "record/period.h"

static bool is_today(const struct edition *edition)
{
	return edition->today[0] != '\0';
}

const struct value *seasons_now(const struct edition *edition,
				const struct record *record, size_t row)
{
	const struct value *value = record_value(record, row), *always = NULL;
	struct period period;

	for (; value != NULL && is_today(edition); value = record_next(value)) {
		if (!period_read(value->note, &period))
			always = always != NULL ? always : value;
		else if (period_has(&period, edition->today))
			return value;
	}
	return is_today(edition) ? always : value;
}

bool seasons_is_later(const struct edition *edition,
		      const struct record *record, size_t row,
		      const struct value *value)
{
	struct period period;

	if (!is_today(edition))
		return value != record_value(record, row);
	return period_read(value->note, &period) &&
	       period_is_after(&period, edition->today);
}

bool seasons_is_over(const struct edition *edition, const struct value *value)
{
	struct period period;

	return is_today(edition) &&
	       (period_read(value->note, &period) ||
		period_read_days(value->text, &period)) &&
	       period_is_before(&period, edition->today);
}

/* The last day on which a value is told, or "" where it has none. `period`
 * holds it. */
static const char *last_day(const struct field *field,
			    const struct value *value, struct period *period)
{
	const char *day = field->is_passing ? entry_until(value) : NULL;

	if (day != NULL)
		return day;
	if (field->kind == FIELD_DAYS)
		period_read_days(value->text, period);
	else
		period_read(field->is_dated ? value->note : NULL, period);
	return period->until;
}

static bool ends_between(const struct record *record, size_t row,
			 const char *from, const char *today)
{
	const struct value *value = record_value(record, row);
	struct period period;

	for (; value != NULL; value = record_next(value)) {
		const char *day =
			last_day(&record->kind->fields[row], value, &period);

		if (day[0] != '\0' && strcmp(day, from) >= 0 &&
		    strcmp(day, today) < 0)
			return true;
	}
	return false;
}

bool seasons_end_between(const struct collection *collection, const char *from,
			 const char *today)
{
	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		for (size_t row = 0; row < record->kind->field_count; row++)
			if (ends_between(record, row, from, today))
				return true;
	}
	return false;
}
