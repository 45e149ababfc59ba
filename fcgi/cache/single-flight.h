/* What is being made now: of those who want the same thing at the same time,
 * one makes it and the others wait for him, though not for long. Thread-safe.
 */
#ifndef SIGNPOST_CACHE_SINGLE_FLIGHT_H
#define SIGNPOST_CACHE_SINGLE_FLIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "cache/rendition.h"

struct single_flight;

/* For single_flight_free(), when nobody flies any more. */
struct single_flight *single_flight_new(void);
void single_flight_free(struct single_flight *flights);

/* True: the caller is the one to make what `key` names, and calls
 * single_flight_land() with the same key. False: another one was, and `*made`
 * is what he made, for rendition_release(), or NULL when he failed or was not
 * done by `deadline` (as clock_ms() counts). */
bool single_flight_leads(struct single_flight *flights, const char *key,
			 long long deadline, struct rendition **made);

/* Gives everybody who waits what was made, which stays the caller's; NULL when
 * nothing was. */
void single_flight_land(struct single_flight *flights, const char *key,
			struct rendition *made);

/* How many wait now. */
size_t single_flight_waiting(struct single_flight *flights);

#endif
