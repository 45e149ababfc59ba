/* Which pages of other websites may read an answer in a browser (the CORS
 * protocol of the Fetch standard). What is internal they never may. */
#ifndef SIGNPOST_HTTP_CORS_H
#define SIGNPOST_HTTP_CORS_H

#include "http/exchange.h"

/* Whether answers differ by the origin of who asks. */
bool origins_matter(const struct visit *visit);

/* Adds the headers that let the asking page read the answer, if it may. */
void origins_add(struct visit *visit);

/* Adds those that answer a preflight, if it may. */
void origins_add_preflight(struct visit *visit);

#endif
