/* What the answers for other programs hold, as JSON Schemas made of the rows of
 * the directory. */
#ifndef SIGNPOST_HTTP_OPENAPI_SCHEMA_H
#define SIGNPOST_HTTP_OPENAPI_SCHEMA_H

#include <jansson.h>

#include "http/address.h"
#include "site/edition.h"

/* All schemas by name, for `components`. For json_decref(). */
json_t *openapi_schemas(const struct directory *directory);

/* The schema of what the address gives with `view`. For json_decref(). */
json_t *openapi_schema_of(const struct edition *edition,
			  const struct address *address, enum view_id view);

#endif
