/* How an index and its draft write down that an entry has a word. */
#ifndef SIGNPOST_SEARCH_INVERTED_INDEX_INTERNAL_H
#define SIGNPOST_SEARCH_INVERTED_INDEX_INTERNAL_H

#include "search/inverted-index.h"

#define RANK_BITS 3

/* An entry and the rank at which it has a word, in four bytes; of the postings
 * of one entry the least is the best. */
static inline uint32_t posting_of(size_t place, enum rank rank)
{
	return (uint32_t)place << RANK_BITS | (uint32_t)rank;
}

static inline size_t place_of(uint32_t posting)
{
	return posting >> RANK_BITS;
}

static inline unsigned char rank_of(uint32_t posting)
{
	return (unsigned char)(posting & ((1U << RANK_BITS) - 1));
}

#endif
