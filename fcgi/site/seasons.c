/* Notes as times, against the day of an edition. */
#include "site/seasons.h"

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
