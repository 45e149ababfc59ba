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
#define COUNTERS_CODES 13
extern const int counters_codes[COUNTERS_CODES];

/* What was answered at one kind of address. */
struct counters_route {
	atomic_ullong answers[COUNTERS_CODES]; /* by their place above */
	struct histogram durations;
};

struct counters {
	/* By number, for the public and inside: neither is to see what the
	 * other asks for. */
	struct counters_route *routes[2];
	size_t route_count;
	atomic_ullong reloads, refusals;
	atomic_ullong turned_away; /* because the queue was full */
	atomic_ullong strangers;   /* that server.peers does not name */
	atomic_ullong dropped; /* whose client left before they were begun */
	atomic_ullong waiting, queue_limit, threads, connections;
	atomic_llong generation_ms; /* when it was made, as clock_ms() counts */
	atomic_bool is_stopping;
};

/* All zero, with room for `route_count` kinds of address. For counters_free(),
 * which accepts NULL. */
struct counters *counters_new(size_t route_count);
void counters_free(struct counters *counters);

/* Counts an answer. */
void counters_answered(struct counters *counters, bool is_internal,
		       size_t route, int status, long long duration_us);

/* How many seconds ago what is served was made. */
long long counters_age_s(const struct counters *counters);

#endif
