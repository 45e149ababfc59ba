/* A week, read from left to right. */
#include "record/hours.h"

#include <ctype.h>
#include <string.h>

#include "base/clock.h"

#define DAY_MINUTES  HOURS_MINUTE(24, 0)
#define WEEK_MINUTES (HOURS_DAYS * DAY_MINUTES)
#define ALWAYS	     "24/7"
#define LOCAL	     "local time"

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

static const char *read_range(const char **rest, struct hours_range *range)
{
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

/* Marks the minutes of a range; false where one is marked. */
static bool mark(const struct hours_range *range, bool week[WEEK_MINUTES])
{
	int length = range->closes - range->opens;

	if (length < 0)
		length += DAY_MINUTES;
	for (int day = 0; day < HOURS_DAYS; day++)
		for (int i = 0; i < length && range->days[day]; i++) {
			int minute = day * DAY_MINUTES + range->opens + i;

			if (week[minute % WEEK_MINUTES])
				return false;
			week[minute % WEEK_MINUTES] = true;
		}
	return true;
}

static bool has_overlap(const struct hours *hours)
{
	bool week[WEEK_MINUTES] = { false };

	for (size_t i = 0; i < hours->count; i++)
		if (!mark(&hours->ranges[i], week))
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

	if (strcmp(text, ALWAYS) == 0)
		text = "Mon-Sun 00:00-24:00 " LOCAL;
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
