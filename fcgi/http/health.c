/* How the responder is. */
#include "http/health.h"

#include "base/clock.h"
#include "http/headers.h"

static int put(const char *bytes, size_t length, void *out)
{
	buf_put(out, bytes, length);
	return 0;
}

/* Takes `report`. */
static void send(struct visit *visit, json_t *report)
{
	json_dump_callback(report, put, &visit->response->body, JSON_COMPACT);
	buf_puts(&visit->response->body, "\n");
	json_decref(report);
	response_header(visit->response, "Content-Type",
			view_of(visit->view)->media_type);
	headers_of_bare(visit);
}

/* Why the last reload was refused, if it was. It may name what only those
 * inside may know of. */
static void add_fault(const struct visit *visit, json_t *report)
{
	const struct edition *edition = visit->edition;
	const char *fault = news_read(visit->news, visit->arena)->fault;

	if (fault != NULL &&
	    (edition->is_internal || !settings_has_internal(edition->settings)))
		json_object_set_new(report, "reload_refused",
				    json_string(fault));
}

static const char *redis_state(const struct redis *redis)
{
	if (redis == NULL)
		return "off";
	return redis_is_well(redis) ? "up" : "down";
}

static json_int_t count_of(const struct visit *visit, enum cache_source source)
{
	return (json_int_t)atomic_load(
		&cache_counts(visit->cache, visit->edition->is_internal)
			 ->from[source]);
}

void health_answer(struct visit *visit)
{
	const struct edition *edition = visit->edition;
	json_t *report = json_pack(
		"{ss ss ss sI sI ss sI sI}", "status", "up", "revision",
		edition->revision, "version", edition->data_version, "entries",
		(json_int_t)edition->directory->entry_count, "generation_bytes",
		(json_int_t)visit->generation_bytes, "redis",
		redis_state(visit->redis), "hits",
		count_of(visit, CACHE_MEMORY) + count_of(visit, CACHE_REDIS),
		"misses", count_of(visit, CACHE_MADE));

	add_fault(visit, report);
	send(visit, report);
}

/* What all connections to Redis have learned. */
static const char *known_redis_state(const struct redis *redis)
{
	return redis == NULL ?
		       "off" :
		       breaker_state_name(breaker_state(redis_breaker(redis)));
}

void health_answer_ready(struct visit *visit)
{
	const struct edition *edition = visit->edition;
	bool is_stopping = atomic_load(&visit->vitals->is_stopping);
	long long age_ms =
		clock_ms() - atomic_load(&visit->vitals->generation_ms);
	json_t *report =
		json_pack("{ss ss ss sI ss}", "status",
			  is_stopping ? "stopping" : "ready", "revision",
			  edition->revision, "version", edition->data_version,
			  "age_s", (json_int_t)(age_ms / 1000), "redis",
			  known_redis_state(visit->redis));

	visit->response->status = is_stopping ? 503 : 200;
	add_fault(visit, report);
	send(visit, report);
}
