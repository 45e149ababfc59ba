/* What is noted of an answer. */
#include "http/access-log.h"

#include "telemetry/log.h"

/* Asked for every few seconds by programs that watch. */
static bool is_watching(enum view_id view)
{
	return view == VIEW_HEALTH || view == VIEW_READINESS ||
	       view == VIEW_METRICS;
}

static size_t length_of(const struct exchange *exchange)
{
	size_t rest;

	response_body(exchange->response, &rest);
	return request_is_head(exchange->request) ?
		       0 :
		       exchange->response->gone + rest;
}

/* What the client was told: an answer that broke off had said so before. */
static int code_of(const struct response *response)
{
	return response->gone > 0 || response_is_whole(response) ?
		       response->status :
		       500;
}

void access_log_write(const struct exchange *exchange, long long duration_us)
{
	int status = code_of(exchange->response);
	const struct log_field fields[] = {
		{ .name = "route", .word = view_of(exchange->view)->name },
		{ .name = "code", .number = status },
		{ .name = "duration_us", .number = duration_us },
		{ .name = "bytes", .number = (long long)length_of(exchange) },
		{ .name = "cache",
		  .word = cache_source_name(exchange->source) },
	};

	counters_answered(exchange->counters, exchange->edition->is_internal,
			  exchange->view, status, duration_us);
	log_fields(is_watching(exchange->view) ? LOG_DEBUG : LOG_INFO,
		   "request", fields, sizeof(fields) / sizeof(*fields));
}
