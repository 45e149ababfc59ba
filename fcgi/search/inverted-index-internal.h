/* How an index and its draft write down that an entry has a word. */
#ifndef SIGNPOST_SEARCH_INVERTED_INDEX_INTERNAL_H
#define SIGNPOST_SEARCH_INVERTED_INDEX_INTERNAL_H

#include "base/buf.h"
#include "base/table.h"
#include "search/inverted-index.h"

#define RANK_BITS    3

/* A posting is the step from the place of the entry before, and the rank at
 * which this one has the word, seven bits to a byte, the lowest first; all
 * bytes but the last have the highest bit. Entries that have a common word
 * stand close together, so that most take one byte. */
#define POSTING_BITS 7
#define POSTING_MORE 0x80U

static inline uint32_t posting_of(uint32_t step, unsigned rank)
{
	return step << RANK_BITS | rank;
}

static inline uint32_t posting_bytes(uint32_t step)
{
	uint32_t bytes = 1;

	for (step >>= POSTING_BITS - RANK_BITS; step > 0; step >>= POSTING_BITS)
		bytes++;
	return bytes;
}

/* Behind the posting that is written. */
static inline unsigned char *posting_put(unsigned char *at, uint32_t posting)
{
	for (; posting >= POSTING_MORE; posting >>= POSTING_BITS)
		*at++ = (unsigned char)(posting | POSTING_MORE);
	*at++ = (unsigned char)posting;
	return at;
}

/* Gives the posting that stands there the rank, where that is better. */
static inline void posting_better(unsigned char *at, unsigned rank)
{
	unsigned mask = (1U << RANK_BITS) - 1;

	if (rank < (*at & mask))
		*at = (unsigned char)((*at & ~mask) | rank);
}

/* Behind the posting that is read; `*place` moves on to that of the entry. */
static inline const unsigned char *posting_get(const unsigned char *at,
					       size_t *place,
					       unsigned char *rank)
{
	uint32_t posting = *at & (POSTING_MORE - 1);

	for (unsigned bits = POSTING_BITS; (*at++ & POSTING_MORE) != 0;
	     bits += POSTING_BITS)
		posting |= (*at & (POSTING_MORE - 1)) << bits;
	*rank = (unsigned char)(posting & ((1U << RANK_BITS) - 1));
	*place += posting >> RANK_BITS;
	return at;
}

/* What is known of a word while it is drafted. */
struct inverted_index_use {
	uint32_t next;	       /* behind the last place that has it; 0: none */
	uint32_t finding;      /* where the last stands, of that place */
	uint32_t count, bytes; /* of its postings */
};

struct inverted_index_kept;
struct inverted_index_seen;
struct inverted_index_tie;

struct inverted_index_draft {
	struct arena *arena; /* of the words */
	struct table words;
	/* Those of one place after those of another, each written as a posting
	 * is, with the number of the word for the step: words that are common
	 * come early and have small numbers. */
	unsigned char *findings;
	size_t count, room; /* in bytes */
	size_t *ends;	    /* by place: the end of its findings */
	size_t place, place_room;
	struct inverted_index_use *uses; /* by word */
	size_t use_room;
	/* By where they stood, the last of each place. */
	struct inverted_index_kept *kept;
	/* The words of the text that is read: those that have no number yet,
	 * and those that do. */
	struct buf text; /* of the first, each with a NUL */
	struct inverted_index_seen *seen;
	size_t seen_count, seen_room;
	struct inverted_index_tie *ties;
	size_t tie_count, tie_room;
	struct buf tied; /* those that are tied in one */
};

#endif
