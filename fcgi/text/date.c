/* By timegm(), which knows the calendar. */
#include "text/date.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
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

int date_days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && is_leap);
}

/* Writes `date` with what stands in for a missing month and day behind it. */
static void complete(const char *date, int month, int last, char day[DATE_DAY])
{
	size_t length = strlen(date);

	if (length == DATE_YEAR)
		snprintf(day, DATE_DAY, "%.4s-%02d-%02d", date, month, last);
	else if (length == DATE_MONTH)
		snprintf(day, DATE_DAY, "%.7s-%02d", date, last);
	else
		snprintf(day, DATE_DAY, "%.10s", date);
}

void date_first_day(const char *date, char day[DATE_DAY])
{
	complete(date, 1, 1, day);
}

void date_last_day(const char *date, char day[DATE_DAY])
{
	int year = 0, month = 12;

	sscanf(date, "%4d-%2d", &year, &month);
	complete(date, 12, date_days_in_month(year, month), day);
}
