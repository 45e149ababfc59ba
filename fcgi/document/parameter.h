/* What a parameter of a query takes, as JSON Schema says it (2020-12), for the
 * description of the interface and for those who got one wrong. */
#ifndef SIGNPOST_DOCUMENT_PARAMETER_H
#define SIGNPOST_DOCUMENT_PARAMETER_H

#include <jansson.h>

#include "directory/directory.h"

/* The schema of the values of a parameter or facet, for json_decref(); NULL
 * where there is none of that name. */
json_t *parameter_schema(const struct directory *directory, const char *name);

#endif
