/* How long things took: counts by upper bounds that never change. Adding takes
 * no lock. */
#ifndef SIGNPOST_TELEMETRY_HISTOGRAM_H
#define SIGNPOST_TELEMETRY_HISTOGRAM_H

#include <stdatomic.h>
#include <stdbool.h>

/* In microseconds, ascending. */
#define HISTOGRAM_BOUNDS 14
extern const long long histogram_bounds_us[HISTOGRAM_BOUNDS];

/* Zero at first. */
struct histogram {
	/* Each of what was above the bound before its own; the last of what
	 * was above all of them. */
	atomic_ullong counts[HISTOGRAM_BOUNDS + 1];
	atomic_ullong sum_us;
};

void histogram_add(struct histogram *histogram, long long duration_us);

bool histogram_is_empty(const struct histogram *histogram);

#endif
