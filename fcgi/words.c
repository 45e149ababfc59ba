/* What a visitor looks for in words. */
#include "words.h"

#include "rank.h"

const struct words *words_find(const struct index *index, const char *text,
			       struct arena *arena)
{
	struct words *words = arena_alloc(arena, sizeof(*words));

	words->index = index;
	words->list = index_read(index, text, arena);
	if (words->list.count > 0)
		words->ranks = rank_entries(index, &words->list, arena);
	return words;
}

bool words_fit(const struct words *words, size_t place)
{
	return words == NULL || words->ranks == NULL ||
	       words->ranks[place] != DICTIONARY_NOWHERE;
}
