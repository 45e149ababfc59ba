/* JSON texts, each on a line of its own. */
#ifndef SIGNPOST_DOCUMENT_NDJSON_H
#define SIGNPOST_DOCUMENT_NDJSON_H

#include <jansson.h>

#include "base/buf.h"
#include "search/facet-search.h"
#include "search/query.h"
#include "site/edition.h"

#define NDJSON_TYPE "application/x-ndjson"

/* Appends one line. */
void ndjson_put(const json_t *value, struct buf *out);

/* Appends all the results, each as document_entry() has it. */
void ndjson_write(const struct edition *edition, const struct query *query,
		  const struct results *results, struct buf *out);

#endif
