/* How the process stands and what it has done, for those who watch it: numbers
 * that any thread may change and read without a lock, and nothing of any
 * visitor. */
#ifndef SIGNPOST_TELEMETRY_COUNTERS_H
#define SIGNPOST_TELEMETRY_COUNTERS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "telemetry/histogram.h"

/* The statuses that are counted one by one; the last stands for all others. */
#define VITALS_CODES 12
extern const int vitals_codes[VITALS_CODES];

/* What was answered at one kind of address. */
struct vitals_route {
	atomic_ullong answers[VITALS_CODES]; /* by their place above */
	struct histogram durations;
};

struct vitals {
	/* By number, for the public and inside: neither is to see what the
	 * other asks for. */
	struct vitals_route *routes[2];
	size_t route_count;
	atomic_ullong reloads, refusals;
	atomic_ullong turned_away; /* because the queue was full */
	atomic_ullong waiting, queue_limit, threads, connections;
	atomic_llong generation_ms; /* when it was made, as clock_ms() counts */
	atomic_bool is_stopping;
};

/* All zero, with room for `route_count` kinds of address. For vitals_free(),
 * which accepts NULL. */
struct vitals *vitals_new(size_t route_count);
void vitals_free(struct vitals *vitals);

/* Counts an answer. */
void vitals_answered(struct vitals *vitals, bool is_internal, size_t route,
		     int status, long long duration_us);

#endif
