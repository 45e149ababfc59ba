/* The interface for other programs as OpenAPI 3.1 describes it, made of the
 * tables by which it answers. */
#ifndef SIGNPOST_HTTP_OPENAPI_H
#define SIGNPOST_HTTP_OPENAPI_H

#include <jansson.h>

#include "http/endpoint.h"
#include "site/edition.h"

/* The document. For json_decref(). */
json_t *openapi_new(const struct edition *edition,
		    const struct endpoint *endpoints, size_t count);

#endif
