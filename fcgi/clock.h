/* The time. No other module asks the system for it, so a test can link a
 * clock of its own. */
#ifndef SIGNPOST_CLOCK_H
#define SIGNPOST_CLOCK_H

#include <stdbool.h>

/* Milliseconds since some fixed moment; never runs backward. */
long long clock_ms(void);

/* Microseconds, of the same kind. */
long long clock_us(void);

/* Writes today's date in the process's time zone as YYYY-MM-DD. */
void clock_today(char date[11]);

/* Makes `zone` (an IANA name, "America/New_York") the process's time zone.
 * False when the system knows no such zone. Not thread-safe where the zone is
 * another than before: for start-up, before there are threads. */
bool clock_set_zone(const char *zone);

#endif
