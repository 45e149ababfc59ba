/* Which entries have all the words, and how well. */
#include "search/rank.h"

#include <string.h>

struct ranking {
	const struct index *index;
	const struct token_list *words;
	bool has_synonyms;
	bool is_unfinished;
	bool has_more; /* than little words */
	/* By word: the ranks of the entries for it and all that follow. */
	unsigned char **ranks;
	struct arena *arena;
};

static unsigned char *new_ranks(const struct ranking *ranking,
				enum dictionary_rank rank)
{
	size_t count = ranking->index->entry_count;
	unsigned char *ranks = arena_alloc(ranking->arena, count + 1);

	return memset(ranks, (int)rank, count);
}

/* Where an entry has both, at the worse of their ranks, and that is better than
 * what is in `best`, it replaces it. */
static void improve(const struct ranking *ranking, const unsigned char *these,
		    const unsigned char *those, unsigned char *best)
{
	for (size_t i = 0; i < ranking->index->entry_count; i++) {
		unsigned char worse = these[i] > those[i] ? these[i] : those[i];

		if (worse < best[i])
			best[i] = worse;
	}
}

/* The ranks for one word, of which `end` words are through when it is. */
static const unsigned char *ranks_of(const struct ranking *ranking,
				     const struct word *word, size_t end)
{
	unsigned char *ranks = new_ranks(ranking, DICTIONARY_NOWHERE);

	index_find(ranking->index, word,
		   ranking->is_unfinished && end == ranking->words->count,
		   ranks);
	return ranks;
}

static unsigned char *ranks_of_all(struct ranking *ranking);

/* What only means the same comes behind all that has the words themselves. */
static void add_item(const struct ranking *ranking,
		     const struct token_list *item, unsigned char *best)
{
	struct ranking other = {
		.index = ranking->index,
		.words = item,
		.arena = ranking->arena,
	};
	unsigned char *alike = new_ranks(ranking, DICTIONARY_ALIKE);

	improve(ranking, ranks_of_all(&other), alike, best);
}

/* The others of the row in which the item stands. */
static const unsigned char *ranks_of_others(const struct ranking *ranking,
					    const struct index_synonym *synonym,
					    size_t item)
{
	unsigned char *ranks = new_ranks(ranking, DICTIONARY_NOWHERE);

	for (size_t i = 0; i < synonym->count; i++)
		if (i != item)
			add_item(ranking, &synonym->items[i], ranks);
	return ranks;
}

static void add_synonym(const struct ranking *ranking, size_t from,
			const struct index_synonym *synonym)
{
	for (size_t i = 0; i < synonym->count; i++) {
		const struct token_list *item = &synonym->items[i];

		if (index_has(ranking->words, from, item, synonym->language))
			improve(ranking, ranks_of_others(ranking, synonym, i),
				ranking->ranks[from + item->count],
				ranking->ranks[from]);
	}
}

/* The ranks for the words from `from` on, those behind it being known. */
static void rank_from(const struct ranking *ranking, size_t from)
{
	const struct token_list_item *item = &ranking->words->items[from];
	unsigned char *ranks = ranking->ranks[from];
	unsigned char **rest = ranking->ranks + from;
	const struct index *index = ranking->index;

	if (ranking->has_more && index_is_little(index, &item->word))
		memcpy(ranks, rest[1], index->entry_count);
	else
		improve(ranking, ranks_of(ranking, &item->word, from + 1),
			rest[1], ranks);
	if (item->parts > 1)
		improve(ranking,
			ranks_of(ranking, &item->tied, from + item->parts),
			rest[item->parts], ranks);
	for (size_t i = 0; i < index->synonym_count && ranking->has_synonyms;
	     i++)
		add_synonym(ranking, from, &index->synonyms[i]);
}

static unsigned char *ranks_of_all(struct ranking *ranking)
{
	const struct token_list *words = ranking->words;

	for (size_t i = 0; i < words->count; i++)
		ranking->has_more |=
			!index_is_little(ranking->index, &words->items[i].word);
	ranking->ranks = arena_alloc(ranking->arena,
				     (words->count + 1) * sizeof(char *));
	ranking->ranks[words->count] =
		new_ranks(ranking, DICTIONARY_ABBREVIATION);
	for (size_t i = words->count; i-- > 0;) {
		ranking->ranks[i] = new_ranks(ranking, DICTIONARY_NOWHERE);
		rank_from(ranking, i);
	}
	return ranking->ranks[0];
}

const unsigned char *rank_entries(const struct index *index,
				  const struct token_list *words,
				  struct arena *arena)
{
	struct ranking ranking = {
		.index = index,
		.words = words,
		.has_synonyms = true,
		.is_unfinished = true,
		.arena = arena,
	};

	return ranks_of_all(&ranking);
}

size_t rank_count(const struct index *index, const unsigned char *ranks)
{
	size_t count = 0;

	for (size_t i = 0; i < index->entry_count; i++)
		count += ranks[i] != DICTIONARY_NOWHERE;
	return count;
}
