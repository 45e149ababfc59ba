/* Which pages of other websites may read an answer in a browser. */
#include "http/cors.h"

#include <string.h>

#define METHODS "GET, HEAD, OPTIONS"

bool cors_matter(const struct exchange *exchange)
{
	return !exchange->edition->is_internal &&
	       exchange->edition->settings->origins.list[0] != NULL;
}

/* The origin as the settings have it; NULL where it is none of theirs. */
static const char *find_known(const struct edition *edition,
			      const struct request *request)
{
	const char **known = edition->settings->origins.list;

	while (*known != NULL && strcmp(*known, request->origin) != 0)
		known++;
	return *known;
}

const char *cors_allowed(const struct edition *edition,
			 const struct request *request)
{
	if (edition->is_internal)
		return NULL;
	return edition->settings->origins.is_any ? "*" :
						   find_known(edition, request);
}

/* Names the origin that is let in and adds one header more; false where it is
 * not. */
static bool add(struct exchange *exchange, const char *name, const char *value)
{
	const char *origin = cors_allowed(exchange->edition, exchange->request);

	if (origin == NULL)
		return false;
	response_header(exchange->response, "Access-Control-Allow-Origin",
			origin);
	response_header(exchange->response, name, value);
	return true;
}

void cors_add(struct exchange *exchange)
{
	add(exchange, "Access-Control-Expose-Headers", "Link, ETag");
}

void cors_add_preflight(struct exchange *exchange)
{
	if (!add(exchange, "Access-Control-Allow-Methods", METHODS))
		return;
	response_header(exchange->response, "Access-Control-Allow-Headers",
			"If-None-Match");
	response_header(exchange->response, "Access-Control-Max-Age", "86400");
}
