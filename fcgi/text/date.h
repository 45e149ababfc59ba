/* Dates as editors write them: YYYY, YYYY-MM or YYYY-MM-DD. Knows no clock. */
#ifndef SIGNPOST_TEXT_DATE_H
#define SIGNPOST_TEXT_DATE_H

/* The lengths of a year and of a month, the room for a day. */
#define DATE_YEAR  4
#define DATE_MONTH 7
#define DATE_DAY   11

/* The days from `from` to `to` (a missing month or day is the first); negative
 * when `to` comes first. */
long date_days(const char *from, const char *to);

/* How many days a month, 1 to 12, has. */
int date_days_in_month(int year, int month);

/* Writes the first and the last day that a date can mean. */
void date_first_day(const char *date, char day[DATE_DAY]);
void date_last_day(const char *date, char day[DATE_DAY]);

#endif
