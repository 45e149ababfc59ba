/* How the process stands and what it has done. */
#include "telemetry/counters.h"

#include <stdlib.h>

#include "base/alloc.h"

const int vitals_codes[VITALS_CODES] = {
	200, 204, 301, 304, 400, 404, 405, 406, 410, 500, 503, 0,
};

struct vitals *vitals_new(size_t route_count)
{
	struct vitals *vitals = alloc_zero(sizeof(*vitals));

	vitals->route_count = route_count;
	for (size_t i = 0; i < 2; i++)
		vitals->routes[i] =
			alloc_zero(route_count * sizeof(*vitals->routes[i]));
	return vitals;
}

void vitals_free(struct vitals *vitals)
{
	if (vitals == NULL)
		return;
	for (size_t i = 0; i < 2; i++)
		free(vitals->routes[i]);
	free(vitals);
}

void vitals_answered(struct vitals *vitals, bool is_internal, size_t route,
		     int status, long long duration_us)
{
	struct vitals_route *answered = &vitals->routes[is_internal][route];
	size_t place = 0;

	while (place < VITALS_CODES - 1 && vitals_codes[place] != status)
		place++;
	atomic_fetch_add_explicit(&answered->answers[place], 1,
				  memory_order_relaxed);
	histogram_add(&answered->durations, duration_us);
}
