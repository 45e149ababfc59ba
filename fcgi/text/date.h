/* Days between dates as editors write them. Knows no clock. */
#ifndef SIGNPOST_TEXT_DATE_H
#define SIGNPOST_TEXT_DATE_H

/* The days from `from` to `to` (YYYY, YYYY-MM or YYYY-MM-DD; a missing month
 * or day is the first); negative when `to` comes first. */
long date_days(const char *from, const char *to);

#endif
