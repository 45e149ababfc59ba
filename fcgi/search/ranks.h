/* The ranks of all places of an index, a byte for each, which are looked at in
 * blocks: a compiler makes one step of each block. */
#ifndef SIGNPOST_SEARCH_RANKS_H
#define SIGNPOST_SEARCH_RANKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "search/inverted-index.h"

/* Room for the ranks of so many places, all of them `rank`. Lives as long as
 * `arena`. All that is asked of it has room for as many places. */
unsigned char *ranks_new(size_t count, enum rank rank, struct arena *arena);

/* Where a place has both, at the worse of their ranks, and that is better than
 * what is in `best`, it replaces it. */
void ranks_improve(unsigned char *best, const unsigned char *these,
		   const unsigned char *those, size_t count);

/* The same where both are of that rank at best. */
void ranks_improve_to(unsigned char *best, const unsigned char *these,
		      enum rank rank, size_t count);

/* How many places have a rank. */
size_t ranks_count(const unsigned char *ranks, size_t count);

/* The first place from `from` on that has a rank; `count` where there is none.
 */
size_t ranks_next(const unsigned char *ranks, size_t from, size_t count);

bool ranks_are_nowhere(const unsigned char *ranks, size_t count);

#endif
