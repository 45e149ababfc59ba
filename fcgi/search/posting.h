/* That an entry has a word, and at which rank, in four bytes. */
#ifndef SIGNPOST_SEARCH_POSTING_H
#define SIGNPOST_SEARCH_POSTING_H

#include <stddef.h>
#include <stdint.h>

#define POSTING_RANK_BITS 2

static inline uint32_t posting_of(size_t place, unsigned rank)
{
	return (uint32_t)place << POSTING_RANK_BITS | rank;
}

static inline size_t posting_place(uint32_t posting)
{
	return posting >> POSTING_RANK_BITS;
}

static inline unsigned posting_rank(uint32_t posting)
{
	return posting & ((1U << POSTING_RANK_BITS) - 1);
}

#endif
