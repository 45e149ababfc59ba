/* Which pages of other websites may read an answer in a browser. */
#include "http/cors.h"

#include <string.h>

#define METHODS "GET, HEAD, OPTIONS"

bool origins_matter(const struct visit *visit)
{
	const char *origins = visit->edition->settings->origins;

	return !visit->edition->is_internal && origins[0] != '\0' &&
	       strcmp(origins, "any") != 0;
}

/* The origin as the settings have it; NULL where it is none of theirs. */
static const char *known(const struct visit *visit)
{
	const char *rest = visit->edition->settings->origins;
	const char *origin = visit->request->origin;

	while (*rest != '\0') {
		size_t length = strcspn(rest, ",");

		if (strlen(origin) == length &&
		    memcmp(origin, rest, length) == 0)
			return arena_text(visit->arena, rest, length);
		rest += length;
		rest += strspn(rest, ", ");
	}
	return NULL;
}

/* What Access-Control-Allow-Origin is to say, or NULL. */
static const char *allowed(const struct visit *visit)
{
	const char *origins = visit->edition->settings->origins;

	if (visit->edition->is_internal)
		return NULL;
	return strcmp(origins, "any") == 0 ? "*" : known(visit);
}

void origins_add(struct visit *visit)
{
	const char *origin = allowed(visit);

	if (origin == NULL)
		return;
	response_header(visit->response, "Access-Control-Allow-Origin", origin);
	response_header(visit->response, "Access-Control-Expose-Headers",
			"Link, ETag");
}

void origins_add_preflight(struct visit *visit)
{
	const char *origin = allowed(visit);

	if (origin == NULL)
		return;
	response_header(visit->response, "Access-Control-Allow-Origin", origin);
	response_header(visit->response, "Access-Control-Allow-Methods",
			METHODS);
	response_header(visit->response, "Access-Control-Allow-Headers",
			"If-None-Match");
	response_header(visit->response, "Access-Control-Max-Age", "86400");
}
