/* Reading a wish from a query string. */
#ifndef SIGNPOST_SEARCH_QUERY_PARSE_H
#define SIGNPOST_SEARCH_QUERY_PARSE_H

#include "base/arena.h"
#include "base/err.h"
#include "search/query.h"

/* Reads a query string. Never fails: what cannot be read is left out and
 * `unclear` says where. Lives as long as `arena`, and borrows the text. */
const struct query *query_parse(const struct directory *directory,
				const char *text, struct arena *arena);

/* Reports facets called like a parameter, and start links whose filter the
 * directory does not know, to `err`. */
void query_check(const struct directory *directory, struct err *err);

#endif
