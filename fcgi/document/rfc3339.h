/* Dates of the directory as moments, in the form of RFC 3339. */
#ifndef SIGNPOST_DOCUMENT_RFC3339_H
#define SIGNPOST_DOCUMENT_RFC3339_H

#include <stdbool.h>

#include "directory/directory.h"

#define RFC3339_TEXT 32

/* Writes the moment at which what the entry shows last changed, by the day that
 * editors gave: midnight, UTC, of its first day where that is a month or a
 * year. False where nobody gave one. */
bool rfc3339_changed(const struct entry *entry, char text[RFC3339_TEXT]);

/* The whole day of a date row as YYYY-MM-DD, borrowed; NULL where it has none,
 * or none to the day. */
const char *rfc3339_day(const struct entry *entry, size_t row);

/* The moment at which that day (YYYY-MM-DD) ends in the process's time zone, in
 * milliseconds since 1970. */
long long rfc3339_day_end_ms(const char *day);

/* Reads a date or a date with a time (RFC 3339; without an offset it is UTC)
 * as milliseconds since 1970. False where it is neither. */
bool rfc3339_read(const char *text, long long *ms);

#endif
