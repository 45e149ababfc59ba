/* Which pages of other websites may read an answer in a browser. */
#include "http/cors.h"

#include <string.h>

#define METHODS "GET, HEAD, OPTIONS"

bool cors_matter(const struct exchange *exchange)
{
	const char *origins = exchange->edition->settings->origins;

	return !exchange->edition->is_internal && origins[0] != '\0' &&
	       strcmp(origins, "any") != 0;
}

/* The origin as the settings have it; NULL where it is none of theirs. */
static const char *known(const struct exchange *exchange)
{
	const char *rest = exchange->edition->settings->origins;
	const char *origin = exchange->request->origin;

	while (*rest != '\0') {
		size_t length = strcspn(rest, ",");

		if (strlen(origin) == length &&
		    memcmp(origin, rest, length) == 0)
			return arena_text(exchange->arena, rest, length);
		rest += length;
		rest += strspn(rest, ", ");
	}
	return NULL;
}

/* What Access-Control-Allow-Origin is to say, or NULL. */
static const char *allowed(const struct exchange *exchange)
{
	const char *origins = exchange->edition->settings->origins;

	if (exchange->edition->is_internal)
		return NULL;
	return strcmp(origins, "any") == 0 ? "*" : known(exchange);
}

void cors_add(struct exchange *exchange)
{
	const char *origin = allowed(exchange);

	if (origin == NULL)
		return;
	response_header(exchange->response, "Access-Control-Allow-Origin",
			origin);
	response_header(exchange->response, "Access-Control-Expose-Headers",
			"Link, ETag");
}

void cors_add_preflight(struct exchange *exchange)
{
	const char *origin = allowed(exchange);

	if (origin == NULL)
		return;
	response_header(exchange->response, "Access-Control-Allow-Origin",
			origin);
	response_header(exchange->response, "Access-Control-Allow-Methods",
			METHODS);
	response_header(exchange->response, "Access-Control-Allow-Headers",
			"If-None-Match");
	response_header(exchange->response, "Access-Control-Max-Age", "86400");
}
