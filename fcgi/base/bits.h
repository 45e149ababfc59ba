/* Sets of the numbers below a bound, such as the places of a list, as
 * bits: 12.5 kB for 100,000 of them. The operations are fit for all that a
 * request does, need no memory but what they are given, and cannot fail. */
#ifndef SIGNPOST_BASE_BITS_H
#define SIGNPOST_BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define BITS_IN_WORD ((size_t)64)

/* How many words hold the numbers below `bound`. */
static inline size_t bits_words(size_t bound)
{
	return (bound + BITS_IN_WORD - 1) / BITS_IN_WORD;
}

static inline bool bits_has(const uint64_t *bits, size_t number)
{
	return bits[number / BITS_IN_WORD] >> number % BITS_IN_WORD & 1;
}

static inline void bits_add(uint64_t *bits, size_t number)
{
	bits[number / BITS_IN_WORD] |= UINT64_C(1) << number % BITS_IN_WORD;
}

/* The empty set of numbers below `bound`. Lives as long as `arena`. */
uint64_t *bits_new(size_t bound, struct arena *arena);

/* Adds all numbers below `bound`. */
void bits_fill(uint64_t *bits, size_t bound);

/* Takes from `bits` what is not in `others`; both have so many words. */
void bits_keep(uint64_t *bits, const uint64_t *others, size_t words);

/* How many numbers are in the set. */
size_t bits_count(const uint64_t *bits, size_t words);

/* How many are in both. */
size_t bits_count_shared(const uint64_t *bits, const uint64_t *others,
			 size_t words);

/* The least number in the set that is at least `from`; where there is none, one
 * beyond what its words can hold. */
size_t bits_next(const uint64_t *bits, size_t words, size_t from);

#endif
