/* What is counted and measured. */
#include "http/handlers.h"

#include <stddef.h>
#include <stdio.h>

#include "base/clock.h"
#include "http/headers.h"
#include "site/staleness.h"
#include "telemetry/prometheus.h"

#define DAY_S	    86400
#define CODE_BYTES  16
#define VITAL(NAME) offsetof(struct counters, NAME)

/* Of what has no number, the labels say it all. */
static void build(const struct exchange *exchange, const char *name,
		  struct buf *out)
{
	const struct prometheus_label labels[] = {
		{ "version", VERSION },
		{ NULL, NULL },
	};

	(void)exchange;
	prometheus_sample(name, labels, 1, out);
}

static void generation(const struct exchange *exchange, const char *name,
		       struct buf *out)
{
	const struct prometheus_label labels[] = {
		{ "revision", exchange->edition->revision },
		{ "version", exchange->edition->data_version },
		{ NULL, NULL },
	};

	prometheus_sample(name, labels, 1, out);
}

static unsigned long long generation_age_s(const struct exchange *exchange)
{
	long long age_ms =
		clock_ms() - atomic_load(&exchange->counters->generation_ms);

	return (unsigned long long)(age_ms / 1000);
}

static unsigned long long generation_size(const struct exchange *exchange)
{
	return exchange->generation_bytes;
}

static unsigned long long entries(const struct exchange *exchange)
{
	return exchange->edition->directory->entry_count;
}

static unsigned long long stale_entries(const struct exchange *exchange)
{
	return staleness_entries(exchange->edition);
}

/* Left away where no fact has a date: there is no number for that. */
static void oldest_fact_s(const struct exchange *exchange, const char *name,
			  struct buf *out)
{
	long days = staleness_oldest_days(exchange->edition);

	if (days >= 0)
		prometheus_sample(name, NULL, (unsigned long long)days * DAY_S,
				  out);
}

static const struct counters_route *routes_of(const struct exchange *exchange)
{
	return exchange->counters->routes[exchange->edition->is_internal];
}

/* What never was is left away: most pairs never will be. */
static void print_route(enum view_id id, const struct counters_route *route,
			const char *name, struct buf *out)
{
	for (size_t i = 0; i < COUNTERS_CODES; i++) {
		unsigned long long count = atomic_load(&route->answers[i]);
		char code[CODE_BYTES] = "other";
		const struct prometheus_label labels[] = {
			{ "route", view_of(id)->name },
			{ "code", code },
			{ NULL, NULL },
		};

		if (counters_codes[i] != 0)
			snprintf(code, sizeof(code), "%d", counters_codes[i]);
		if (count > 0)
			prometheus_sample(name, labels, count, out);
	}
}

static void requests(const struct exchange *exchange, const char *name,
		     struct buf *out)
{
	for (size_t i = 0; i < exchange->counters->route_count; i++)
		print_route((enum view_id)i, &routes_of(exchange)[i], name,
			    out);
}

static void durations(const struct exchange *exchange, const char *name,
		      struct buf *out)
{
	for (size_t i = 0; i < exchange->counters->route_count; i++) {
		const struct histogram *times =
			&routes_of(exchange)[i].durations;
		const struct prometheus_label label = {
			"route",
			view_of((enum view_id)i)->name,
		};

		if (!histogram_is_empty(times))
			prometheus_histogram(name, &label, times, out);
	}
}

static void cache_answers(const struct exchange *exchange, const char *name,
			  struct buf *out)
{
	const struct cache_counts *counts =
		cache_counts(exchange->cache, exchange->edition->is_internal);

	for (int i = CACHE_UNASKED + 1; i < CACHE_SOURCES; i++) {
		const struct prometheus_label labels[] = {
			{ "from", cache_source_name((enum cache_source)i) },
			{ NULL, NULL },
		};

		prometheus_sample(name, labels, atomic_load(&counts->from[i]),
				  out);
	}
}

static unsigned long long cache_bytes(const struct exchange *exchange)
{
	return cache_memory_bytes(exchange->cache);
}

static void print_redis_state(const char *name, const char *state, bool is_so,
			      struct buf *out)
{
	const struct prometheus_label labels[] = {
		{ "state", state },
		{ NULL, NULL },
	};

	prometheus_sample(name, labels, is_so, out);
}

static void redis(const struct exchange *exchange, const char *name,
		  struct buf *out)
{
	struct breaker *breaker = redis_breaker(exchange->redis);

	print_redis_state(name, "off", breaker == NULL, out);
	for (int i = 0; i < BREAKER_STATES; i++)
		print_redis_state(
			name, breaker_state_name((enum breaker_state)i),
			breaker != NULL && (int)breaker_state(breaker) == i,
			out);
}

static unsigned long long redis_failures(const struct exchange *exchange)
{
	struct breaker *breaker = redis_breaker(exchange->redis);

	return breaker != NULL ? breaker_failures(breaker) : 0;
}

static void reloads(const struct exchange *exchange, const char *name,
		    struct buf *out)
{
	const struct {
		const char *result;
		unsigned long long count;
	} results[] = {
		{ "good", atomic_load(&exchange->counters->reloads) },
		{ "refused", atomic_load(&exchange->counters->refusals) },
	};

	for (size_t i = 0; i < sizeof(results) / sizeof(*results); i++) {
		const struct prometheus_label labels[] = {
			{ "result", results[i].result },
			{ NULL, NULL },
		};

		prometheus_sample(name, labels, results[i].count, out);
	}
}

static const char counter[] = "counter", gauge[] = "gauge",
		  histogram[] = "histogram";

/* clang-format off */
/* One row for each metric: its number is a member of struct counters, or found
 * by `value`; or `print` adds its samples. */
static const struct metric {
	const char *name, *type, *help;
	size_t vital;
	unsigned long long (*value)(const struct exchange *exchange);
	void (*print)(const struct exchange *exchange, const char *name,
		      struct buf *out);
} metrics[] = {
	{ "signpost_build_info", gauge,
	  "The version of the program.",
	  .print = build },
	{ "signpost_generation_info", gauge,
	  "What is served: its revision and, for people, its version.",
	  .print = generation },
	{ "signpost_generation_age_seconds", gauge,
	  "How long ago what is served was read.",
	  .value = generation_age_s },
	{ "signpost_generation_bytes", gauge,
	  "The memory that it holds.",
	  .value = generation_size },
	{ "signpost_entries", gauge,
	  "The entries of the directory.",
	  .value = entries },
	{ "signpost_stale_entries", gauge,
	  "Those with facts that nobody has checked for too long.",
	  .value = stale_entries },
	{ "signpost_oldest_fact_age_seconds", gauge,
	  "The age of the oldest date on which a fact was checked.",
	  .print = oldest_fact_s },
	{ "signpost_requests_total", counter,
	  "Requests that were answered.",
	  .print = requests },
	{ "signpost_request_duration_seconds", histogram,
	  "How long it took to make the answer.",
	  .print = durations },
	{ "signpost_cache_answers_total", counter,
	  "Answers that may be kept, by where they came from.",
	  .print = cache_answers },
	{ "signpost_cache_memory_bytes", gauge,
	  "The memory that kept answers take.",
	  .value = cache_bytes },
	{ "signpost_redis_state", gauge,
	  "1 for how Redis is doing; down is left alone for a while.",
	  .print = redis },
	{ "signpost_redis_failures_total", counter,
	  "Calls to Redis that failed.",
	  .value = redis_failures },
	{ "signpost_queue_length", gauge,
	  "Requests that wait for a thread.",
	  .vital = VITAL(waiting) },
	{ "signpost_queue_limit", gauge,
	  "How many may wait.",
	  .vital = VITAL(queue_limit) },
	{ "signpost_turned_away_total", counter,
	  "Requests answered 503 because too many waited.",
	  .vital = VITAL(turned_away) },
	{ "signpost_threads", gauge,
	  "Threads that answer.",
	  .vital = VITAL(threads) },
	{ "signpost_connections", gauge,
	  "Open connections, idle ones included.",
	  .vital = VITAL(connections) },
	{ "signpost_reloads_total", counter,
	  "Reloads, by result.",
	  .print = reloads },
};
/* clang-format on */

static unsigned long long vital(const struct exchange *exchange, size_t offset)
{
	const char *counters = (const char *)exchange->counters;

	return atomic_load(
		(const atomic_ullong *)(const void *)(counters + offset));
}

static void print(const struct metric *metric, const struct exchange *exchange,
		  struct buf *out)
{
	prometheus_begin(metric->name, metric->type, metric->help, out);
	if (metric->print != NULL)
		metric->print(exchange, metric->name, out);
	else
		prometheus_sample(metric->name, NULL,
				  metric->value != NULL ?
					  metric->value(exchange) :
					  vital(exchange, metric->vital),
				  out);
}

void handle_metrics(struct exchange *exchange)
{
	struct response *response = exchange->response;

	for (size_t i = 0; i < sizeof(metrics) / sizeof(*metrics); i++)
		print(&metrics[i], exchange, &response->body);
	response_header(response, "Content-Type",
			view_of(exchange->view)->media_type);
	headers_of_bare(exchange);
}
