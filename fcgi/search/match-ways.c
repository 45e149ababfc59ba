/* The words by which a text can have been found. */
#include <string.h>

#include "search/match-internal.h"

#define LAST_BIT 63

/* The bits of so many words from a place on. */
static uint64_t bits_of(size_t place, size_t count)
{
	uint64_t bits = 0;

	for (size_t i = place; i < place + count; i++)
		bits |= UINT64_C(1) << (i < LAST_BIT ? i : LAST_BIT);
	return bits;
}

/* Each way once; it stands for the words of the bits. */
static void add_way(struct match *match, uint64_t bits, const struct word *word,
		    bool is_unfinished, struct arena *arena)
{
	struct match_way *way = match->ways;

	while (way != NULL && (way->is_unfinished != is_unfinished ||
			       strcmp(way->word->text, word->text) != 0))
		way = way->next;
	if (way == NULL) {
		way = arena_alloc(arena, sizeof(*way));
		*way = (struct match_way){ word, is_unfinished, 0,
					   match->ways };
		match->ways = way;
	}
	way->places |= bits;
}

static void add_own_ways(struct match *match, size_t place, struct arena *arena)
{
	const struct token_list *list = &match->list;
	const struct token_list_item *item = &list->items[place];

	if (match_counts(match, &item->word))
		add_way(match, bits_of(place, 1), &item->word,
			!match->is_exact && place + 1 == list->count, arena);
	if (match_has_tied(match, place))
		add_way(match, bits_of(place, item->parts), &item->tied,
			!match->is_exact && place + item->parts == list->count,
			arena);
}

static void add_item_ways(struct match *match, uint64_t bits,
			  const struct token_list *item, struct arena *arena)
{
	for (size_t i = 0; i < item->count; i++)
		if (match_counts(match, &item->items[i].word))
			add_way(match, bits, &item->items[i].word, false,
				arena);
}

/* What means the same as the words that begin at a place. */
static void add_other_ways(struct match *match, size_t place, size_t language,
			   struct arena *arena)
{
	const struct token_list *list = &match->list;
	size_t count;
	const struct synonym_start *starts =
		synonyms_at(&match->index->synonyms, language,
			    &list->items[place].word, &count);

	for (size_t i = 0; i < count; i++) {
		const struct index_synonym *synonym = starts[i].synonym;
		const struct token_list *item = &synonym->items[starts[i].item];

		if (!token_list_has(list, place, item, language))
			continue;
		for (size_t j = 0; j < synonym->count; j++)
			if (synonyms_lead(synonym, starts[i].item, j))
				add_item_ways(match,
					      bits_of(place, item->count),
					      &synonym->items[j], arena);
	}
}

void match_set_ways(struct match *match, struct arena *arena)
{
	for (size_t i = 0; i < match->list.count; i++) {
		add_own_ways(match, i, arena);
		for (size_t j = 0; j < TOKEN_LIST_LANGUAGES && !match->is_exact;
		     j++)
			add_other_ways(match, i, j, arena);
	}
}

uint64_t match_all_places(const struct match *match)
{
	uint64_t places = 0;

	for (const struct match_way *way = match->ways; way != NULL;
	     way = way->next)
		places |= way->places;
	return places;
}

uint64_t match_places(const struct match *match, const char *text,
		      const char *stem, size_t language)
{
	const struct match_way *way = match->ways;
	uint64_t places = 0;

	for (; way != NULL; way = way->next) {
		const struct inverted_index_lookup lookup = {
			way->word->text,
			way->word->stems[language],
			way->is_unfinished,
		};

		if (inverted_index_fits(&lookup, text, stem))
			places |= way->places;
	}
	return places;
}
