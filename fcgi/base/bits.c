/* Sets of numbers as bits. */
#include "base/bits.h"

#include <string.h>

uint64_t *bits_new(size_t bound, struct arena *arena)
{
	return arena_alloc(arena, (bits_words(bound) + 1) * sizeof(uint64_t));
}

void bits_fill(uint64_t *bits, size_t bound)
{
	size_t whole = bound / BITS_IN_WORD, rest = bound % BITS_IN_WORD;

	memset(bits, 0xff, whole * sizeof(*bits));
	if (rest > 0)
		bits[whole] |= (UINT64_C(1) << rest) - 1;
}

void bits_keep(uint64_t *bits, const uint64_t *others, size_t words)
{
	for (size_t i = 0; i < words; i++)
		bits[i] &= others[i];
}

/* Compilers know this for what it is: bits are added up in ever longer groups.
 * It costs less than their own function, where the processor need not have the
 * instruction. */
static size_t count_in(uint64_t word)
{
	word -= word >> 1 & UINT64_C(0x5555555555555555);
	word = (word & UINT64_C(0x3333333333333333)) +
	       (word >> 2 & UINT64_C(0x3333333333333333));
	word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (size_t)(word * UINT64_C(0x0101010101010101) >> 56);
}

size_t bits_count(const uint64_t *bits, size_t words)
{
	size_t count = 0;

	for (size_t i = 0; i < words; i++)
		count += count_in(bits[i]);
	return count;
}

size_t bits_count_shared(const uint64_t *bits, const uint64_t *others,
			 size_t words)
{
	size_t count = 0;

	for (size_t i = 0; i < words; i++)
		count += count_in(bits[i] & others[i]);
	return count;
}

size_t bits_next(const uint64_t *bits, size_t words, size_t from)
{
	size_t at = from / BITS_IN_WORD;
	uint64_t word;

	if (at >= words)
		return words * BITS_IN_WORD;
	word = bits[at] & ~UINT64_C(0) << from % BITS_IN_WORD;
	while (word == 0 && ++at < words)
		word = bits[at];
	return at * BITS_IN_WORD +
	       (word == 0 ? 0 : (size_t)__builtin_ctzll(word));
}
