/* A time from one day to another, as editors write it. Knows no clock. */
#ifndef SIGNPOST_RECORD_PERIOD_H
#define SIGNPOST_RECORD_PERIOD_H

#include <stdbool.h>

#include "text/date.h"

/* Both days belong to it, as YYYY-MM-DD; "" where it has no such end. */
struct period {
	char from[DATE_DAY], until[DATE_DAY];
};

/* Reads a note such as `from 2026-06-01 until 2026-08-31`, of which one half
 * may be missing. False where the note (NULL: none) says something else. */
bool period_read(const char *note, struct period *period);

/* What is wrong with a note that begins as such a time does, as words, or
 * NULL. */
const char *period_fault(const char *note);

/* Reads a day, or two with `..` between them. False where it is neither. */
bool period_read_days(const char *text, struct period *period);

/* Whether it holds on a day, comes after it, or has ended before it. */
bool period_has(const struct period *period, const char *day);
bool period_is_after(const struct period *period, const char *day);
bool period_is_before(const struct period *period, const char *day);

#endif
