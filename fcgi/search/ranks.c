/* Loops of a fixed length, over room that is a whole number of blocks. */
#include "search/ranks.h"

#include <stdint.h>
#include <string.h>

#define BLOCK	  ((size_t)64)

#define NOWHERE	  ((uint64_t)RANK_NOWHERE)
#define EACH_BYTE UINT64_C(0x0101010101010101)

static size_t room_for(size_t count)
{
	return (count + BLOCK - 1) / BLOCK * BLOCK;
}

unsigned char *ranks_new(size_t count, enum rank rank, struct arena *arena)
{
	unsigned char *ranks = arena_alloc(arena, room_for(count) + 1);

	memset(ranks, (int)rank, count);
	memset(ranks + count, RANK_NOWHERE, room_for(count) - count);
	return ranks;
}

static unsigned char worse(unsigned char a, unsigned char b)
{
	return a > b ? a : b;
}

static unsigned char better(unsigned char a, unsigned char b)
{
	return a < b ? a : b;
}

static void improve_block(unsigned char *restrict best,
			  const unsigned char *these,
			  const unsigned char *those)
{
	for (size_t i = 0; i < BLOCK; i++)
		best[i] = better(best[i], worse(these[i], those[i]));
}

void ranks_improve(unsigned char *best, const unsigned char *these,
		   const unsigned char *those, size_t count)
{
	for (size_t i = 0; i < count; i += BLOCK)
		improve_block(best + i, these + i, those + i);
}

static void improve_block_to(unsigned char *restrict best,
			     const unsigned char *these, unsigned char rank)
{
	for (size_t i = 0; i < BLOCK; i++)
		best[i] = better(best[i], worse(these[i], rank));
}

void ranks_improve_to(unsigned char *best, const unsigned char *these,
		      enum rank rank, size_t count)
{
	for (size_t i = 0; i < count; i += BLOCK)
		improve_block_to(best + i, these + i, (unsigned char)rank);
}

static unsigned char count_block(const unsigned char *ranks)
{
	unsigned char count = 0;

	for (size_t i = 0; i < BLOCK; i++)
		count = (unsigned char)(count + (ranks[i] != RANK_NOWHERE));
	return count;
}

size_t ranks_count(const unsigned char *ranks, size_t count)
{
	size_t all = 0;

	for (size_t i = 0; i < count; i += BLOCK)
		all += count_block(ranks + i);
	return all;
}

/* Eight places at once, where none has one. */
size_t ranks_next(const unsigned char *ranks, size_t from, size_t count)
{
	uint64_t some;

	for (; from + sizeof(some) <= count; from += sizeof(some)) {
		memcpy(&some, ranks + from, sizeof(some));
		if (some != NOWHERE * EACH_BYTE)
			break;
	}
	while (from < count && ranks[from] == RANK_NOWHERE)
		from++;
	return from;
}

bool ranks_are_nowhere(const unsigned char *ranks, size_t count)
{
	return count == 0 || (ranks[0] == RANK_NOWHERE &&
			      memcmp(ranks, ranks + 1, count - 1) == 0);
}
