/* 503 without a renderer: it is sent by the thread that never waits. */
#include "http/busy.h"

#include "http/cors.h"

#define HEAD                                                                   \
	"Status: 503 Service Unavailable\r\n"                                  \
	"Retry-After: 1\r\n"                                                   \
	"Cache-Control: no-store\r\n"

static const char problem[] =
	"Content-Type: application/problem+json\r\n\r\n"
	"{\"type\":\"about:blank\",\"title\":\"Service Unavailable\","
	"\"status\":503,\"detail\":\"Too many ask for much at the same time. "
	"Ask again later.\"}\n";

void busy_write(const struct edition *edition, const struct request *request,
		bool is_heavy, struct buf *out)
{
	const char *origin = cors_allowed(edition, request);

	buf_puts(out, HEAD);
	if (!is_heavy) {
		buf_puts(out, "Content-Type: text/plain\r\n\r\n");
		return;
	}
	if (origin != NULL)
		buf_printf(out,
			   "Access-Control-Allow-Origin: %s\r\n"
			   "Access-Control-Expose-Headers: Retry-After\r\n",
			   origin);
	buf_puts(out, problem);
}
