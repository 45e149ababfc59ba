/* What else to look for where words find nothing: the nearest spelling. A
 * visitor's words are not repeated: what is suggested is written as the
 * directory writes it. */
#ifndef SIGNPOST_SEARCH_SUGGEST_H
#define SIGNPOST_SEARCH_SUGGEST_H

#include "base/arena.h"
#include "search/query.h"

/* Of longer wishes nothing is suggested. */
#define SUGGEST_WORDS 8

/* The wish with other words, which finds something, for one that finds nothing
 * and has words; NULL: none. Lives as long as `arena`. */
const struct query *suggest_find(const struct query *query,
				 struct arena *arena);

#endif
