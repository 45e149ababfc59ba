/* Which pages of other websites may read an answer in a browser (the CORS
 * protocol of the Fetch standard). What is internal they never may. */
#ifndef SIGNPOST_HTTP_CORS_H
#define SIGNPOST_HTTP_CORS_H

#include "http/exchange.h"

/* Whether answers differ by the origin of who asks. */
bool cors_matter(const struct exchange *exchange);

/* What Access-Control-Allow-Origin is to say to who asks, or NULL: nothing.
 * Borrowed. */
const char *cors_allowed(const struct edition *edition,
			 const struct request *request);

/* Adds the headers that let the asking page read the answer, if it may. */
void cors_add(struct exchange *exchange);

/* Adds those that answer a preflight, if it may. */
void cors_add_preflight(struct exchange *exchange);

#endif
