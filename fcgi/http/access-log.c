/* What is noted of an answer. */
#include "http/access-log.h"

#include "telemetry/log.h"

/* Asked for every few seconds by programs that watch. */
static enum log_level level_of(enum view_id view)
{
	static const enum view_id watching[] = {
		VIEW_HEALTH,
		VIEW_READINESS,
		VIEW_METRICS,
	};

	for (size_t i = 0; i < sizeof(watching) / sizeof(*watching); i++)
		if (watching[i] == view)
			return LOG_DEBUG;
	return LOG_INFO;
}

static size_t length_of(const struct exchange *exchange)
{
	size_t rest;

	response_body(exchange->response, &rest);
	return request_is_head(exchange->request) ?
		       0 :
		       exchange->response->sent + rest;
}

/* What the client was told: an answer that broke off had said so before. */
static int code_of(const struct response *response)
{
	return response->is_begun || response_is_whole(response) ?
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
	log_fields(level_of(exchange->view), "request", fields,
		   sizeof(fields) / sizeof(*fields));
}
