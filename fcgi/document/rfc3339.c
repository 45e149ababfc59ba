/* Days and moments as RFC 3339 writes them. */
#include "document/rfc3339.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY_LENGTH 10
#define MIDNIGHT   "T00:00:00.000Z"

bool rfc3339_changed(const struct entry *entry, char text[RFC3339_TEXT])
{
	snprintf(text, RFC3339_TEXT, "%s" MIDNIGHT, entry->change.from);
	return entry->change.from[0] != '\0';
}

const char *rfc3339_day(const struct entry *entry, size_t row)
{
	const char *date = record_text(entry->record, row);

	return date != NULL && strlen(date) == DAY_LENGTH ? date : NULL;
}

long long rfc3339_day_end_ms(const char *day)
{
	struct tm at = { .tm_isdst = -1 };

	sscanf(day, "%4d-%2d-%2d", &at.tm_year, &at.tm_mon, &at.tm_mday);
	at.tm_year -= 1900;
	at.tm_mon -= 1;
	at.tm_mday += 1;
	return (long long)mktime(&at) * 1000;
}

/* Takes exactly `count` digits off `*text`. */
static bool take_digits(const char **text, size_t count, int *number)
{
	*number = 0;
	for (size_t i = 0; i < count; i++, (*text)++) {
		if (**text < '0' || **text > '9')
			return false;
		*number = *number * 10 + (**text - '0');
	}
	return true;
}

static bool take(const char **text, const char *any_of)
{
	if (**text == '\0' || strchr(any_of, **text) == NULL)
		return false;
	(*text)++;
	return true;
}

static bool take_day(const char **text, struct tm *at)
{
	struct tm same;

	if (!take_digits(text, 4, &at->tm_year) || !take(text, "-") ||
	    !take_digits(text, 2, &at->tm_mon) || !take(text, "-") ||
	    !take_digits(text, 2, &at->tm_mday))
		return false;
	at->tm_year -= 1900;
	at->tm_mon -= 1;
	same = *at;
	timegm(&same);
	return same.tm_mon == at->tm_mon && same.tm_mday == at->tm_mday;
}

static bool take_fraction(const char **text, int *ms)
{
	int worth = 100;

	if (!take(text, "."))
		return true;
	if (**text < '0' || **text > '9')
		return false;
	for (; **text >= '0' && **text <= '9'; (*text)++, worth /= 10)
		*ms += (**text - '0') * worth;
	return true;
}

static bool take_time(const char **text, struct tm *at, int *ms)
{
	if (!take_digits(text, 2, &at->tm_hour) || !take(text, ":") ||
	    !take_digits(text, 2, &at->tm_min) || at->tm_hour > 23 ||
	    at->tm_min > 59)
		return false;
	if (!take(text, ":"))
		return true;
	return take_digits(text, 2, &at->tm_sec) && at->tm_sec <= 60 &&
	       take_fraction(text, ms);
}

/* A `+` that was not escaped in an address has become a blank. */
static bool take_offset(const char **text, int *minutes)
{
	bool is_behind = **text == '-';
	int hour, minute;

	if (**text == '\0' || take(text, "Zz"))
		return true;
	if (!take(text, "+- ") || !take_digits(text, 2, &hour) ||
	    !take(text, ":") || !take_digits(text, 2, &minute) || hour > 23 ||
	    minute > 59)
		return false;
	*minutes = (hour * 60 + minute) * (is_behind ? -1 : 1);
	return true;
}

bool rfc3339_read(const char *text, long long *ms)
{
	struct tm at = { 0 };
	int fraction = 0, minutes = 0;

	if (!take_day(&text, &at))
		return false;
	if (take(&text, "Tt ") && (!take_time(&text, &at, &fraction) ||
				   !take_offset(&text, &minutes)))
		return false;
	*ms = ((long long)timegm(&at) - minutes * 60LL) * 1000 + fraction;
	return *text == '\0';
}
