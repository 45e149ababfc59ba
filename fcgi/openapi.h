/* The interface for other programs as OpenAPI 3.1 describes it, made of the
 * tables by which it answers. */
#ifndef SIGNPOST_OPENAPI_H
#define SIGNPOST_OPENAPI_H

#include <jansson.h>

#include "edition.h"
#include "endpoint.h"

/* The document. For json_decref(). */
json_t *openapi_new(const struct edition *edition,
		    const struct endpoint *endpoints, size_t count);

#endif
