/* The time. No other module asks the system for it, so a test can link a
 * clock of its own. */
#ifndef SIGNPOST_BASE_CLOCK_H
#define SIGNPOST_BASE_CLOCK_H

#include <pthread.h>
#include <stdbool.h>

#include "base/err.h"

/* Milliseconds since some fixed moment; never runs backward. */
long long clock_ms(void);

/* The same in microseconds, for what takes less. */
long long clock_us(void);

/* Writes the moment, in UTC, as YYYY-MM-DDThh:mm:ss.mmmZ (RFC 3339). */
#define CLOCK_STAMP 25
void clock_stamp(char now[CLOCK_STAMP]);

/* Waits on `cond` with `lock`; false when `deadline` (as clock_ms() counts)
 * came first. May also return true for no reason. */
bool clock_wait(pthread_cond_t *cond, pthread_mutex_t *lock,
		long long deadline);

/* Writes today's date in the process's time zone as YYYY-MM-DD. */
void clock_today(char date[11]);

/* Whether the system knows `zone`, an IANA name such as America/New_York. */
bool clock_has_zone(const char *zone);

/* Makes `zone`, one that clock_has_zone() knows, the process's time zone. It
 * changes the environment, so no other thread may run yet. -1 with the reason
 * in `err` when the zone cannot be read, and the process must not go on: it
 * would take UTC for it. */
int clock_set_zone(const char *zone, struct err *err);

#endif
