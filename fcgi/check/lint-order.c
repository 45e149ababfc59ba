/* In which order lines stand. */
#include <stdbool.h>
#include <string.h>

#include "check/lint.h"
#include "record/hours.h"

/* At this minute of every day who is there at night is there. */
#define NIGHT	      HOURS_MINUTE(3, 0)
#define WHOLE_DAY     HOURS_MINUTE(24, 0)

/* What is dialed in danger, and the last row of crisis lines that it may be in.
 */
#define EMERGENCY     "911"
#define EMERGENCY_ROW 3

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

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Whether two phones that follow each other stand in one row. */
static bool is_one_row(const struct record *a, const struct record *b)
{
	return is_same_text(record_text(a, PHONE_PURPOSE),
			    record_text(b, PHONE_PURPOSE)) &&
	       is_same_text(record_text(a, PHONE_ANSWERED_BY),
			    record_text(b, PHONE_ANSWERED_BY));
}

/* The number for who is in danger right now is in the first screen of a phone.
 */
static void check_emergency(const struct directory *directory,
			    struct err *warnings)
{
	const struct value *value =
		record_value(directory->about, DIRECTORY_CRISIS);
	const struct phone *const *phones = directory->crisis;
	size_t row = 0;

	for (size_t i = 0; i < directory->crisis_count; i++) {
		const struct record *phone = phones[i]->record;

		row += i == 0 || !is_one_row(phones[i - 1]->record, phone);
		if (row > EMERGENCY_ROW &&
		    is_same_text(record_text(phone, PHONE_NUMBER), EMERGENCY))
			err_at(warnings, value->file, value->line,
			       "crisis: [phone:%s], " EMERGENCY
			       ", stands in row %zu, below the first screen of "
			       "a small phone; name it among the first %d",
			       phones[i]->id, row, EMERGENCY_ROW);
	}
}

void lint_check_order(const struct directory *directory, struct err *warnings)
{
	check_order(directory, DIRECTORY_CRISIS, directory->crisis,
		    directory->crisis_count, warnings);
	check_order(directory, DIRECTORY_LINES, directory->lines,
		    directory->line_count, warnings);
	check_emergency(directory, warnings);
}
