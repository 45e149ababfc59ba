/* The page that tells people what other programs can ask for, each with an
 * example to try. */
#ifndef SIGNPOST_HTTP_API_DOCS_H
#define SIGNPOST_HTTP_API_DOCS_H

#include <jansson.h>

#include "http/endpoint.h"
#include "search/query.h"
#include "site/edition.h"

/* The model of the page. For json_decref(). */
json_t *api_docs_new(const struct edition *edition, const struct query *query,
		     const struct endpoint *endpoints, size_t count);

#endif
