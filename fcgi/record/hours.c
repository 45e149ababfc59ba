/* A week, read from left to right. */
#include "record/hours.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"

#define DAY_MINUTES  HOURS_MINUTE(24, 0)
#define WEEK_MINUTES (HOURS_DAYS * DAY_MINUTES)
#define ALWAYS	     "24/7"
#define LOCAL	     "local time"
#define APPOINTMENT  "by appointment"

static const char *const days[HOURS_DAYS] = { "Mon", "Tue", "Wed", "Thu",
					      "Fri", "Sat", "Sun" };

static bool take(const char **rest, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*rest, word, length) != 0)
		return false;
	*rest += length;
	return true;
}

static bool take_day(const char **rest, int *day)
{
	for (*day = 0; *day < HOURS_DAYS; ++*day)
		if (take(rest, days[*day]))
			return true;
	return false;
}

/* `Mon` or `Mon-Fri`; `Sat-Mon` goes over the end of the week. */
static bool take_span(const char **rest, struct hours_range *range)
{
	int first, last;

	if (!take_day(rest, &first))
		return false;
	last = first;
	if (take(rest, "-") && !take_day(rest, &last))
		return false;
	for (; first != last; first = (first + 1) % HOURS_DAYS)
		range->days[first] = true;
	range->days[last] = true;
	return true;
}

static bool take_days(const char **rest, struct hours_range *range)
{
	do {
		if (!take_span(rest, range))
			return false;
	} while (take(rest, ", ") || take(rest, ","));
	return true;
}

static bool take_digits(const char **rest, int *number)
{
	const char *at = *rest;

	if (!isdigit((unsigned char)at[0]) || !isdigit((unsigned char)at[1]))
		return false;
	*number = (at[0] - '0') * 10 + at[1] - '0';
	*rest += 2;
	return true;
}

/* `08:00` as minutes. */
static bool take_time(const char **rest, int *time)
{
	int hour, minute;

	if (!take_digits(rest, &hour) || !take(rest, ":") ||
	    !take_digits(rest, &minute))
		return false;
	*time = HOURS_MINUTE(hour, minute);
	return minute < 60 && *time <= DAY_MINUTES;
}

/* `1st `, where it begins with that. */
static void take_nth(const char **rest, int *nth)
{
	static const char *const words[] = { "1st ", "2nd ", "3rd ", "4th ",
					     "5th " };

	*nth = take(rest, "last ") ? HOURS_LAST : 0;
	for (int i = 0; i < 5 && *nth == 0; i++)
		if (take(rest, words[i]))
			*nth = i + 1;
}

static const char *read_range(const char **rest, struct hours_range *range)
{
	take_nth(rest, &range->nth);
	if (!take_days(rest, range))
		return "days are Mon, Tue, Wed, Thu, Fri, Sat, Sun, as in "
		       "Mon-Fri or Mon, Wed";
	if (!take(rest, " ") || !take_time(rest, &range->opens) ||
	    !take(rest, "-") || !take_time(rest, &range->closes))
		return "behind the days come a blank and the times, two "
		       "digits each, as in 08:00-20:00";
	if (range->opens == range->closes || range->opens == DAY_MINUTES)
		return "it closes when it opens; a whole day is 00:00-24:00";
	return NULL;
}

/* For how many minutes it is open, at most a day. */
static int length_of(const struct hours_range *range)
{
	int length = range->closes - range->opens;

	return length < 0 ? length + DAY_MINUTES : length;
}

/* Whether both have a minute in common, of the days `a` and `b`: one of them
 * opens before the other, seen around the week, closes. */
static bool do_overlap_on(const struct hours_range *one, int a,
			  const struct hours_range *two, int b)
{
	int gap = (b - a) * DAY_MINUTES + two->opens - one->opens;

	gap = (gap + WEEK_MINUTES) % WEEK_MINUTES;
	return gap < length_of(one) || WEEK_MINUTES - gap < length_of(two);
}

/* Days that are the first of a month, say, and days that are the second never
 * meet. */
static bool do_overlap(const struct hours_range *one,
		       const struct hours_range *two)
{
	if (one->nth != 0 && two->nth != 0 && one->nth != two->nth)
		return false;
	for (int a = 0; a < HOURS_DAYS; a++)
		for (int b = 0; b < HOURS_DAYS && one->days[a]; b++)
			if (two->days[b] && do_overlap_on(one, a, two, b))
				return true;
	return false;
}

/* A range is shorter than the way from a day to the next, so that none overlaps
 * itself. */
static bool has_overlap(const struct hours *hours)
{
	for (size_t i = 0; i < hours->count; i++)
		for (size_t j = 0; j < i; j++)
			if (do_overlap(&hours->ranges[i], &hours->ranges[j]))
				return true;
	return false;
}

/* Letters such as EST are no place, and wrong for half of the year. */
static const char *read_zone(const char *text, struct hours *hours)
{
	hours->zone = NULL;
	if (strcmp(text, LOCAL) == 0)
		return NULL;
	hours->zone = text;
	if (text[0] == '\0' ||
	    (strchr(text, '/') == NULL && strcmp(text, "UTC") != 0))
		return "behind the times comes the zone: a place, as in "
		       "America/New_York, or `local time`, that of the place "
		       "which is called";
	if (!clock_has_zone(text))
		return "this system knows no such time zone; America/New_York "
		       "is one";
	return NULL;
}

static const char *read_week(const char *rest, struct hours *hours)
{
	const char *wrong;

	hours->count = 0;
	do {
		struct hours_range *range = &hours->ranges[hours->count];

		if (hours->count == HOURS_RANGES)
			return "there are more than 14 ranges";
		*range = (struct hours_range){ .opens = 0 };
		wrong = read_range(&rest, range);
		if (wrong != NULL)
			return wrong;
		hours->count++;
	} while (take(&rest, "; "));
	return read_zone(take(&rest, " ") ? rest : "", hours);
}

const char *hours_read(const char *text, struct hours *hours)
{
	const char *wrong;

	*hours = (struct hours){ .count = 0 };
	if (strcmp(text, ALWAYS) == 0)
		text = "Mon-Sun 00:00-24:00 " LOCAL;
	hours->is_by_appointment = take(&text, APPOINTMENT);
	if (hours->is_by_appointment && text[0] == '\0')
		return NULL;
	if (hours->is_by_appointment && !take(&text, ", "))
		return "behind `by appointment` comes nothing, or a comma and "
		       "the days";
	wrong = read_week(text, hours);
	if (wrong == NULL && has_overlap(hours))
		return "two of its ranges overlap";
	return wrong;
}

const struct hours *hours_new(const char *text, struct arena *arena)
{
	struct hours *hours = arena_alloc(arena, sizeof(*hours));

	hours_read(text, hours);
	return hours;
}
