/* A table, and a number beside each name. */
#include "import/tally.h"

#include <string.h>

#define FIRST_ROOM ((size_t)64)

struct tally tally_new(struct arena *arena)
{
	return (struct tally){ .names = table_new(FIRST_ROOM, arena) };
}

size_t tally_add(struct tally *tally, const char *name)
{
	size_t number = table_add(&tally->names, "", name);

	if (number >= tally->room) {
		size_t room = tally->room > 0 ? 2 * tally->room : FIRST_ROOM;
		size_t *counts =
			arena_alloc(tally->names.arena, room * sizeof(*counts));

		if (tally->room > 0)
			memcpy(counts, tally->counts,
			       tally->room * sizeof(*counts));
		tally->counts = counts;
		tally->room = room;
	}
	tally->counts[number]++;
	return number;
}

size_t tally_sum(const struct tally *tally)
{
	size_t sum = 0;

	for (size_t i = 0; i < tally->names.count; i++)
		sum += tally->counts[i];
	return sum;
}
