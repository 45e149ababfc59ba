/* A metric is one statement, with its unit, its help and its number. */
#include "http/handlers.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "http/copies.h"
#include "http/headers.h"
#include "site/staleness.h"
#include "telemetry/prometheus.h"

#define DAY_S	   86400
#define CODE_BYTES 16

static void print_generation(const struct exchange *exchange,
			     struct prometheus *to)
{
	const struct edition *edition = exchange->edition;
	long oldest_days = staleness_oldest_days(edition);

	prometheus_begin(to, "signpost_build_info", "gauge",
			 "The version of the program.");
	prometheus_sample(to, 1, "version", VERSION, NULL);
	prometheus_begin(to, "signpost_generation_info", "gauge",
			 "What is served: its revision and, for people, its "
			 "version.");
	prometheus_sample(to, 1, "revision", edition->revision, "version",
			  edition->data_version, NULL);
	prometheus_value(
		to, "signpost_generation_age_seconds", "gauge",
		"How long ago what is served was read.",
		(unsigned long long)counters_age_s(exchange->counters));
	prometheus_time(to, "signpost_generation_load_seconds",
			"How long it took to read it.",
			(unsigned long long)exchange->generation_load_us);
	prometheus_value(to, "signpost_generation_bytes", "gauge",
			 "The memory that it holds, with what was made of it: "
			 "at most 8 MiB of cards and the like.",
			 exchange->generation_bytes);
	prometheus_value(to, "signpost_entries", "gauge",
			 "The entries of the directory.",
			 edition->directory->entry_count);
	prometheus_value(to, "signpost_stale_entries", "gauge",
			 "Those with facts that nobody has checked for too "
			 "long, or ever.",
			 staleness_entries(edition));
	prometheus_begin(to, "signpost_oldest_fact_age_seconds", "gauge",
			 "The age of the oldest date on which a fact was "
			 "checked.");
	/* Where no fact has a date, there is no number for that. */
	if (oldest_days >= 0)
		prometheus_sample(to, (unsigned long long)oldest_days * DAY_S,
				  NULL);
}

/* What never was is left away: most pairs never will be. */
static void print_codes(const char *route, const struct counters_route *counts,
			const struct prometheus *to)
{
	for (size_t i = 0; i < COUNTERS_CODES; i++) {
		unsigned long long count = atomic_load(&counts->answers[i]);
		char code[CODE_BYTES] = "other";

		if (counters_codes[i] != 0)
			snprintf(code, sizeof(code), "%d", counters_codes[i]);
		if (count > 0)
			prometheus_sample(to, count, "route", route, "code",
					  code, NULL);
	}
}

static void print_refusal(const struct exchange *exchange,
			  struct prometheus *to)
{
	const struct reload_report_sheet *sheet =
		reload_report_read(exchange->reports, exchange->arena);

	prometheus_value(to, "signpost_set_refused", "gauge",
			 "1 while what is on disk was refused when it was last "
			 "read, and something older is served.",
			 sheet->fault != NULL);
	prometheus_value(to, "signpost_last_good_served", "gauge",
			 "1 while the set that was kept is served, because the "
			 "present one was refused at the start.",
			 sheet->kept != NULL);
	prometheus_value(to, "signpost_nothing_served", "gauge",
			 "1 while there is nothing to serve: what was kept was "
			 "refused too.",
			 exchange->is_bare);
	prometheus_value(to, "signpost_hidden", "gauge",
			 "Entries and phones that are taken down.",
			 exchange->edition->takedown->count);
}

static void print_requests(const struct exchange *exchange,
			   struct prometheus *to)
{
	const struct counters *counters = exchange->counters;
	const struct counters_route *routes =
		counters->routes[exchange->edition->is_internal];

	prometheus_begin(to, "signpost_requests_total", "counter",
			 "Requests that were answered.");
	for (size_t i = 0; i < counters->route_count; i++)
		print_codes(view_of((enum view_id)i)->name, &routes[i], to);
	prometheus_begin(to, "signpost_request_duration_seconds", "histogram",
			 "How long it took to make the answer.");
	for (size_t i = 0; i < counters->route_count; i++)
		prometheus_histogram(to, "route",
				     view_of((enum view_id)i)->name,
				     &routes[i].durations);
}

static void print_cache(const struct exchange *exchange, struct prometheus *to)
{
	const struct cache_counts *counts =
		cache_counts(exchange->cache, exchange->edition->is_internal);

	prometheus_begin(to, "signpost_cache_answers_total", "counter",
			 "Answers that may be kept, by where they came from.");
	for (int i = CACHE_UNASKED + 1; i < CACHE_SOURCES; i++)
		prometheus_sample(to, atomic_load(&counts->from[i]), "from",
				  cache_source_name((enum cache_source)i),
				  NULL);
	prometheus_value(to, "signpost_cache_memory_bytes", "gauge",
			 "The memory that kept answers take.",
			 cache_memory_bytes(exchange->cache));
}

/* Of those alone that have something now. */
static void print_nodes(struct redis_nodes *nodes, struct prometheus *to)
{
	struct redis_node_report reports[REDIS_NODES];
	size_t count = nodes != NULL ? redis_nodes_report(nodes, reports) : 0;

	if (count == 0)
		return;
	prometheus_begin(to, "signpost_redis_node_up", "gauge",
			 "0 for a node of Redis that is left alone for a "
			 "while.");
	for (size_t i = 0; i < count; i++)
		prometheus_sample(to, reports[i].state != BREAKER_DOWN, "node",
				  reports[i].name, NULL);
	prometheus_begin(to, "signpost_redis_node_slots", "gauge",
			 "How many of the slots of a cluster it has.");
	for (size_t i = 0; i < count; i++)
		prometheus_sample(to, reports[i].slots, "node", reports[i].name,
				  NULL);
}

static void print_redis(const struct exchange *exchange, struct prometheus *to)
{
	struct redis_state redis = handlers_redis(exchange->redis);
	const struct cache_stored *stored = cache_stored(exchange->cache);
	int state = redis.is_off ? -1 : (int)redis.state;

	prometheus_begin(to, "signpost_redis_state", "gauge",
			 "1 for how Redis is doing; unwritable is still read, "
			 "down is left alone for a while.");
	prometheus_sample(to, redis.is_off, "state", "off", NULL);
	for (int i = 0; i < BREAKER_STATES; i++)
		prometheus_sample(to, i == state, "state",
				  breaker_state_name((enum breaker_state)i),
				  NULL);
	prometheus_value(to, "signpost_redis_failures_total", "counter",
			 "Calls to Redis that failed.", redis.failures);
	prometheus_begin(
		to, "signpost_redis_stored_bytes_total", "counter",
		"What Redis was given: common pages, and combinations, "
		"which have 64 MB a day.");
	prometheus_sample(to, atomic_load(&stored->common), "kind", "common",
			  NULL);
	prometheus_sample(to, atomic_load(&stored->rare), "kind", "rare", NULL);
	prometheus_value(to, "signpost_redis_unkept_bytes_total", "counter",
			 "Combinations that it was not given, beyond those.",
			 atomic_load(&stored->unkept));
	prometheus_value(to, "signpost_redis_refusals_total", "counter",
			 "Writes that Redis refused.", redis.refusals);
	print_nodes(redis_nodes_of(exchange->redis), to);
}

static void print_process(const struct counters *counters,
			  struct prometheus *to)
{
	prometheus_value(to, "signpost_queue_length", "gauge",
			 "Requests that wait for a thread.",
			 atomic_load(&counters->waiting));
	prometheus_value(to, "signpost_queue_limit", "gauge",
			 "How many may wait.",
			 atomic_load(&counters->queue_limit));
	prometheus_value(to, "signpost_turned_away_total", "counter",
			 "Requests answered 503 because too many waited.",
			 atomic_load(&counters->turned_away));
	prometheus_value(to, "signpost_dropped_total", "counter",
			 "Requests whose client left before a thread had them.",
			 atomic_load(&counters->dropped));
	prometheus_value(to, "signpost_refused_peers_total", "counter",
			 "Connections of machines that server.peers does not "
			 "name.",
			 atomic_load(&counters->strangers));
	prometheus_value(to, "signpost_threads", "gauge",
			 "Threads that answer.",
			 atomic_load(&counters->threads));
	prometheus_value(to, "signpost_connections", "gauge",
			 "Open connections, idle ones included.",
			 atomic_load(&counters->connections));
	prometheus_begin(to, "signpost_reloads_total", "counter",
			 "Reloads, by result.");
	prometheus_sample(to, atomic_load(&counters->reloads), "result", "good",
			  NULL);
	prometheus_sample(to, atomic_load(&counters->refusals), "result",
			  "refused", NULL);
}

static const struct {
	const char *name, *help;
	size_t offset; /* of the number */
} rooms[] = {
	{ "signpost_copies_bytes", "The room of nginx's copies, by folder.",
	  offsetof(struct copies, size_bytes) },
	{ "signpost_copies_free_bytes",
	  "What is left of it; with none, copies are missing or answers empty.",
	  offsetof(struct copies, free_bytes) },
	{ "signpost_copies_free_files", "How many more files have room there.",
	  offsetof(struct copies, free_files) },
};

/* Where there are no copies there are no numbers of them. */
static void print_copies(const struct exchange *exchange, struct prometheus *to)
{
	const char *folders = exchange->edition->settings->copies;
	struct copies copies;

	if (strcmp(copies_state(folders, exchange->arena), "off") == 0)
		return;
	for (size_t i = 0; i < sizeof(rooms) / sizeof(*rooms); i++) {
		const char *rest = folders;

		prometheus_begin(to, rooms[i].name, "gauge", rooms[i].help);
		while (copies_next(&rest, exchange->arena, &copies))
			prometheus_sample(
				to,
				*(unsigned long long *)((char *)&copies +
							rooms[i].offset),
				"folder", copies.folder, NULL);
	}
}

void handle_metrics(struct exchange *exchange)
{
	struct prometheus to = { .out = &exchange->response->body };

	print_generation(exchange, &to);
	print_refusal(exchange, &to);
	print_requests(exchange, &to);
	print_cache(exchange, &to);
	print_redis(exchange, &to);
	print_copies(exchange, &to);
	print_process(exchange->counters, &to);
	response_header(exchange->response, "Content-Type",
			view_of(exchange->view)->media_type);
	headers_of_bare(exchange);
}
