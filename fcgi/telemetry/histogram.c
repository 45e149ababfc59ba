/* The bounds, and relaxed atomics: a reader may see a sum without its count. */
#include "telemetry/histogram.h"

#include <stddef.h>

/* An answer from memory takes some tens of microseconds; no request outlives
 * its deadline, which is 10 s unless it is set. */
const long long histogram_bounds_us[HISTOGRAM_BOUNDS] = {
	25,    50,    100,    250,    500,     1000,	2500,
	10000, 25000, 100000, 250000, 1000000, 2500000, 10000000,
};

void histogram_add(struct histogram *histogram, long long duration_us)
{
	size_t place = 0;

	while (place < HISTOGRAM_BOUNDS &&
	       duration_us > histogram_bounds_us[place])
		place++;
	atomic_fetch_add_explicit(&histogram->counts[place], 1,
				  memory_order_relaxed);
	atomic_fetch_add_explicit(&histogram->sum_us,
				  (unsigned long long)duration_us,
				  memory_order_relaxed);
}

bool histogram_is_empty(const struct histogram *histogram)
{
	for (size_t i = 0; i <= HISTOGRAM_BOUNDS; i++)
		if (atomic_load(&histogram->counts[i]) > 0)
			return false;
	return true;
}
