/* What is being made now: of those who want the same thing at the same time,
 * one makes it and the others wait for him, though not for long. Thread-safe.
 */
#ifndef SIGNPOST_CACHE_SINGLE_FLIGHT_H
#define SIGNPOST_CACHE_SINGLE_FLIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "cache/rendition.h"

struct flights;

/* For flights_free(), when nobody flies any more. */
struct flights *flights_new(void);
void flights_free(struct flights *flights);

/* True: the caller is the one to make what `key` names, and calls flight_land()
 * with the same key. False: another one was, and `*made` is what he made, for
 * rendition_release(), or NULL when he failed or was not done by `deadline` (as
 * clock_ms() counts). */
bool flight_leads(struct flights *flights, const char *key, long long deadline,
		  struct rendition **made);

/* Gives everybody who waits what was made, which stays the caller's; NULL when
 * nothing was. */
void flight_land(struct flights *flights, const char *key,
		 struct rendition *made);

/* How many wait now. */
size_t flights_waiting(struct flights *flights);

#endif
