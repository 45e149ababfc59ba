/* What else to look for where words find nothing: the nearest spelling, and the
 * words without one of them. A visitor's words are not repeated: what is
 * suggested is written as the directory writes it. */
#ifndef SIGNPOST_SEARCH_SUGGEST_H
#define SIGNPOST_SEARCH_SUGGEST_H

#include <stddef.h>

#include "base/arena.h"
#include "search/query.h"

/* Of longer wishes nothing is suggested. */
#define SUGGEST_WORDS 8
#define SUGGEST_MOST  (SUGGEST_WORDS + 1)

struct suggest {
	const struct query *query; /* the wish with other words */
	size_t count;		   /* what it finds; never 0 */
};

/* Fills `list` for a wish that finds nothing and has words; returns how many
 * there are. They live as long as `arena`. */
size_t suggest_find(const struct query *query,
		    struct suggest list[SUGGEST_MOST], struct arena *arena);

#endif
