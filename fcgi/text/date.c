/* By timegm(), which knows the calendar. */
#include "text/date.h"

#include <stdio.h>
#include <time.h>

/* Days since 1970-01-01 in UTC, where every day has the same length. */
static long day_number(const char *date)
{
	int year = 1970, month = 1, day = 1;
	struct tm parts = { 0 };

	sscanf(date, "%4d-%2d-%2d", &year, &month, &day);
	parts.tm_year = year - 1900;
	parts.tm_mon = month - 1;
	parts.tm_mday = day;
	return (long)(timegm(&parts) / 86400);
}

long date_days(const char *from, const char *to)
{
	return day_number(to) - day_number(from);
}
