/* In which order lines stand. */
#include <stdbool.h>

#include "check/lint.h"
#include "record/hours.h"

/* At this minute of every day who is there at night is there. */
#define NIGHT	  HOURS_MINUTE(3, 0)
#define WHOLE_DAY HOURS_MINUTE(24, 0)

/* Whether a range that opens on `day` holds at night, in the night that begins
 * that day or the one before it. */
static bool holds_at_night(const struct hours_range *range, int day)
{
	int before = (day + HOURS_DAYS - 1) % HOURS_DAYS;
	bool ends_next_day = range->closes <= range->opens;
	int closes = range->closes + (ends_next_day ? WHOLE_DAY : 0);

	return (range->days[day] && range->opens <= NIGHT && closes > NIGHT) ||
	       (range->days[before] && closes > NIGHT + WHOLE_DAY);
}

static bool is_open_at_night(const struct hours *hours)
{
	for (int day = 0; day < HOURS_DAYS; day++) {
		bool is_open = false;

		for (size_t i = 0; i < hours->count && !is_open; i++)
			is_open = holds_at_night(&hours->ranges[i], day);
		if (!is_open)
			return false;
	}
	return true;
}

/* Whether the hours of a phone are known, and are so at night. */
static bool is_known_to_be(const struct phone *phone, bool is_open)
{
	const struct hours *hours = record_hours(phone->record, PHONE_HOURS);

	return hours != NULL && is_open_at_night(hours) == is_open;
}

/* The first of `count` phones that is open at night, or NULL. */
static const struct phone *first_open(const struct phone *const *phones,
				      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_known_to_be(phones[i], true))
			return phones[i];
	return NULL;
}

static void check_order(const struct directory *directory, size_t row,
			const struct phone *const *phones, size_t count,
			struct err *warnings)
{
	const struct value *value = record_value(directory->about, row);

	for (size_t i = 0; i < count; i++) {
		const struct phone *open =
			first_open(phones + i + 1, count - i - 1);

		if (open != NULL && is_known_to_be(phones[i], false))
			err_at(warnings, value->file, value->line,
			       "%s: [phone:%s] is closed at night and stands "
			       "before [phone:%s], which is open then",
			       vocabulary_directory.fields[row].name,
			       phones[i]->id, open->id);
	}
}

void lint_check_order(const struct directory *directory, struct err *warnings)
{
	check_order(directory, DIRECTORY_CRISIS, directory->crisis,
		    directory->crisis_count, warnings);
	check_order(directory, DIRECTORY_LINES, directory->lines,
		    directory->line_count, warnings);
}
