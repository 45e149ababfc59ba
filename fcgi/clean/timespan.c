/* Times by 12 hours or by 24. */
#include "clean/timespan.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "clean/daytime.h"
#include "clean/scan.h"
#include "record/hours.h"

#define MIDNIGHT HOURS_MINUTE(24, 0)

static void take_half(const char **at, struct daytime *moment)
{
	static const char *const morning[] = { "a.m.", "a.m", "am", "a", NULL };
	static const char *const evening[] = { "p.m.", "p.m", "pm", "p", NULL };
	const char *before = *at;

	scan_blanks(at);
	if (scan_any(at, morning))
		moment->half = 'a';
	else if (scan_any(at, evening))
		moment->half = 'p';
	else
		*at = before;
}

/* One digit or two. */
static bool take_number(const char **at, int *number)
{
	size_t length = strspn(*at, "0123456789");

	*number = 0;
	if (length < 1 || length > 2)
		return false;
	for (; length > 0; length--)
		*number = *number * 10 + *(*at)++ - '0';
	return true;
}

/* `noon`, `12 noon`, `midnight`. */
static bool take_named(const char **at, struct daytime *moment)
{
	static const char *const noons[] = { "12 noon", "noon", NULL };
	static const char *const midnights[] = { "12 midnight", "midnight",
						 NULL };

	*moment = (struct daytime){ 12, 0, 'p' };
	if (scan_any(at, noons))
		return true;
	moment->half = 'a';
	return scan_any(at, midnights);
}

/* `0830`, which is of 24 hours. */
static bool take_four(const char **at, struct daytime *moment)
{
	const char *four = *at;

	if (strspn(four, "0123456789") != 4)
		return false;
	moment->hour = (four[0] - '0') * 10 + four[1] - '0';
	moment->minute = (four[2] - '0') * 10 + four[3] - '0';
	moment->half = 'h';
	*at += 4;
	return true;
}

static bool take_moment(const char **at, struct daytime *moment)
{
	bool is_padded = (*at)[0] == '0';

	if (take_named(at, moment))
		return true;
	*moment = (struct daytime){ .half = '\0' };
	if (!take_four(at, moment)) {
		if (!take_number(at, &moment->hour))
			return false;
		if (scan_take(at, ":") && (!isdigit((unsigned char)(*at)[0]) ||
					   !isdigit((unsigned char)(*at)[1]) ||
					   !take_number(at, &moment->minute)))
			return false;
		take_half(at, moment);
	}
	if (moment->half == '\0' && (is_padded || moment->hour > 12))
		moment->half = 'h';
	return moment->minute < 60 && moment->hour <= 24 &&
	       (moment->half == '\0' || moment->half == 'h' ||
		(moment->hour >= 1 && moment->hour <= 12));
}

/* Whether it is 12am in digits. Of 9am-12am and 12am-5pm that is as often meant
 * for noon. */
static bool is_midnight(const char *typed, const struct daytime *moment)
{
	return isdigit((unsigned char)typed[0]) && moment->hour == 12 &&
	       moment->half == 'a' &&
	       strncasecmp(typed, "12 midnight", 11) != 0;
}

bool timespan_read(const char **at, int after, int *from, int *to)
{
	static const char *const whole[] = {
		"24 hours a day", "24 hours", "24 hrs", "24hrs", "24h", NULL
	};
	struct daytime opens, closes;
	const char *first = *at, *second;

	*from = 0;
	*to = MIDNIGHT;
	if (scan_any(at, whole))
		return true;
	if (!take_moment(at, &opens) || !scan_dash(at))
		return false;
	second = *at;
	if (!take_moment(at, &closes) ||
	    (is_midnight(first, &opens) && closes.half == 'p') ||
	    (is_midnight(second, &closes) && opens.half == 'a') ||
	    !daytime_settle(&opens, &closes, after == HOURS_MINUTE(12, 0)))
		return false;
	*from = daytime_minutes(&opens);
	*to = daytime_minutes(&closes);
	*to = *to == 0 && *from > 0 ? MIDNIGHT : *to;
	return *from != *to;
}

bool timespan_begins(const char *at)
{
	return (isdigit((unsigned char)at[0]) &&
		strncasecmp(at, "7 days", 6) != 0) ||
	       strncasecmp(at, "noon", 4) == 0;
}
