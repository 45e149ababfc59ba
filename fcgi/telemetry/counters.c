/* Relaxed atomics: each number is right by itself. */
#include "telemetry/counters.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"

const int counters_codes[COUNTERS_CODES] = {
	200, 204, 301, 304, 400, 403, 404, 405, 406, 410, 500, 503, 0,
};

struct counters *counters_new(size_t route_count)
{
	struct counters *counters = alloc_zero(sizeof(*counters));

	counters->route_count = route_count;
	for (size_t i = 0; i < 2; i++)
		counters->routes[i] =
			alloc_zero(route_count * sizeof(*counters->routes[i]));
	return counters;
}

void counters_free(struct counters *counters)
{
	if (counters == NULL)
		return;
	for (size_t i = 0; i < 2; i++)
		free(counters->routes[i]);
	free(counters);
}

void counters_answered(struct counters *counters, bool is_internal,
		       size_t route, int status, long long duration_us)
{
	struct counters_route *answered = &counters->routes[is_internal][route];
	size_t place = 0;

	while (place < COUNTERS_CODES - 1 && counters_codes[place] != status)
		place++;
	atomic_fetch_add_explicit(&answered->answers[place], 1,
				  memory_order_relaxed);
	histogram_add(&answered->durations, duration_us);
}

long long counters_age_s(const struct counters *counters)
{
	return (clock_ms() - atomic_load(&counters->generation_ms)) / 1000;
}
