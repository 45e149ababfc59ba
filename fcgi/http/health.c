/* How the responder is. */
#include "http/handlers.h"

#include "document/record.h"
#include "http/copies.h"
#include "http/headers.h"

/* That the last reload was refused, if it was. Why may name what only those
 * inside may know of; others learn at most where. */
static void add_fault(const struct exchange *exchange, json_t *report)
{
	const struct edition *edition = exchange->edition;
	const struct reload_report_sheet *sheet =
		reload_report_read(exchange->reports, exchange->arena);

	if (sheet->kept != NULL)
		json_object_set_new(report, "last_good",
				    json_string(sheet->kept));
	if (sheet->fault == NULL)
		return;
	if (edition->is_internal)
		json_object_set_new(report, "reload_refused",
				    json_string(sheet->fault));
	else if (!edition->settings->has_internal)
		json_object_set_new(report, "reload_refused",
				    json_string(sheet->place));
}

/* By the mark, who took something down sees that it holds. */
static void add_hidden(const struct exchange *exchange, json_t *report)
{
	const struct takedown *takedown = exchange->edition->takedown;

	if (takedown->count > 0)
		json_object_set_new(report, "hidden",
				    json_pack("{sI ss}", "count",
					      (json_int_t)takedown->count,
					      "mark", takedown->mark));
}

/* Takes `report`. */
static void send_report(struct exchange *exchange, json_t *report)
{
	add_fault(exchange, report);
	add_hidden(exchange, report);
	document_print(report, &exchange->response->body);
	buf_puts(&exchange->response->body, "\n");
	json_decref(report);
	response_header(exchange->response, "Content-Type",
			view_of(exchange->view)->media_type);
	headers_of_bare(exchange);
}

struct redis_state handlers_redis(struct redis *redis)
{
	struct redis_nodes *nodes = redis_nodes_of(redis);
	struct buf none = buf_new(1);

	if (nodes != NULL && redis_nodes_state(nodes).is_untried)
		redis_get(redis, "signpost:state", &none);
	buf_free(&none);
	return nodes != NULL ? redis_nodes_state(nodes) :
			       (struct redis_state){ .is_off = true };
}

/* As all connections have found it; health, readiness and metrics agree. */
static const char *redis_state(struct redis *redis)
{
	struct redis_state state = handlers_redis(redis);

	return state.is_off ? "off" : breaker_state_name(state.state);
}

void handle_health(struct exchange *exchange)
{
	const struct edition *edition = exchange->edition;
	const atomic_ullong *from =
		cache_counts(exchange->cache, edition->is_internal)->from;
	json_t *report = json_pack(
		"{ss ss ss sI sI ss ss sI sI}", "status",
		exchange->is_bare ? "refused" : "up", "revision",
		edition->revision, "version", edition->data_version, "entries",
		(json_int_t)edition->directory->entry_count, "generation_bytes",
		(json_int_t)exchange->generation_bytes, "redis",
		redis_state(exchange->redis), "copies",
		copies_state(edition->settings->copies, exchange->arena),
		"hits", (json_int_t)(from[CACHE_MEMORY] + from[CACHE_REDIS]),
		"misses", (json_int_t)from[CACHE_MADE]);

	send_report(exchange, report);
}

void handle_readiness(struct exchange *exchange)
{
	const struct edition *edition = exchange->edition;
	bool is_stopping = atomic_load(&exchange->counters->is_stopping);
	bool is_bare = exchange->is_bare;
	json_t *report = json_pack(
		"{ss ss ss sI ss}", "status",
		is_stopping ? "stopping" :
		is_bare	    ? "refused" :
			      "ready",
		"revision", edition->revision, "version", edition->data_version,
		"age_s", (json_int_t)counters_age_s(exchange->counters),
		"redis", redis_state(exchange->redis));

	exchange->response->status = is_stopping || is_bare ? 503 : 200;
	send_report(exchange, report);
}
