/* Which half of the day a time is of. */
#include "clean/daytime.h"

#include "record/hours.h"

int daytime_minutes(const struct daytime *daytime)
{
	int hour = daytime->half == 'h' ? daytime->hour : daytime->hour % 12;

	return HOURS_MINUTE(hour + (daytime->half == 'p' ? 12 : 0),
			    daytime->minute);
}

/* Whether it is one of 24 hours. */
static bool is_of_day(const struct daytime *daytime)
{
	return daytime->half == 'h';
}

/* Where one is written as of 24 hours: 09:00-17:00. Whether 01:00-05:00 and
 * 08:00-10:00pm are of 24 or of 12, nobody knows. */
static bool settle_day(struct daytime *opens, struct daytime *closes)
{
	if (opens->half == 'a' || opens->half == 'p' || closes->half == 'a' ||
	    closes->half == 'p')
		return false;
	opens->half = closes->half = 'h';
	return opens->hour < closes->hour &&
	       (opens->hour >= 7 || closes->hour > 12);
}

/* `1-5` behind a morning: nobody opens again in the night. */
static bool is_afternoon(const struct daytime *opens,
			 const struct daytime *closes)
{
	return opens->half == '\0' && closes->half == '\0' &&
	       (opens->hour <= 2 || opens->hour == 12) && closes->hour <= 6;
}

bool daytime_settle(struct daytime *opens, struct daytime *closes,
		    bool is_after_noon)
{
	int from = opens->hour % 12 * 60 + opens->minute;
	int to = closes->hour % 12 * 60 + closes->minute;

	if (is_of_day(opens) || is_of_day(closes))
		return settle_day(opens, closes);
	/* 9am-5am has lost its p, and 8pm-12pm is meant for midnight. */
	if (opens->half != '\0' && closes->half != '\0')
		return opens->half != closes->half || from < to ||
		       (to == 0 && closes->half == 'a');
	if (is_after_noon && is_afternoon(opens, closes)) {
		opens->half = closes->half = 'p';
		return from < to;
	}
	if (closes->half == 'p') {
		opens->half = from >= to && opens->hour != 12 ? 'a' : 'p';
		/* 6-12pm may be meant for midnight. */
		if (opens->half == 'a')
			return to > 0 || opens->hour >= 7;
		/* 8-10pm may begin in the morning. */
		return opens->hour <= 6 || opens->hour == 12;
	}
	if (closes->half == 'a' || opens->half == 'p')
		return false;
	/* 9-5, 9-12; 7-9 may be either. */
	if (opens->half == '\0' && (opens->hour < 7 || opens->hour > 11 ||
				    (closes->hour > 6 && closes->hour != 12)))
		return false;
	opens->half = 'a';
	closes->half = 'p';
	return to <= from;
}
