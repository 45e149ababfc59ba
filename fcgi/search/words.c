/* What a visitor looks for in words. */
#include "search/words.h"

#include "search/rank.h"

struct finding {
	struct words *words;
	struct arena *arena;
};

static void add_way(const struct finding *finding, const struct word *word,
		    bool is_unfinished)
{
	struct words_way *way = arena_alloc(finding->arena, sizeof(*way));

	*way = (struct words_way){ word, is_unfinished, finding->words->ways };
	finding->words->ways = way;
}

static void add_own_ways(const struct finding *finding, size_t place)
{
	const struct token_list *list = &finding->words->list;
	const struct token_list_item *item = &list->items[place];

	if (words_count(finding->words, &item->word))
		add_way(finding, &item->word, place + 1 == list->count);
	if (item->parts > 1)
		add_way(finding, &item->tied,
			place + item->parts == list->count);
}

/* What means the same as the words that begin at a place. */
static void add_other_ways(const struct finding *finding, size_t place,
			   const struct index_synonym *synonym)
{
	bool is_said = false;

	for (size_t i = 0; i < synonym->count; i++)
		is_said |= index_has(&finding->words->list, place,
				     &synonym->items[i], synonym->language);
	for (size_t i = 0; i < synonym->count && is_said; i++)
		for (size_t j = 0; j < synonym->items[i].count; j++)
			if (words_count(finding->words,
					&synonym->items[i].items[j].word))
				add_way(finding,
					&synonym->items[i].items[j].word,
					false);
}

static void find_ways(struct finding *finding)
{
	const struct index *index = finding->words->index;
	const struct token_list *list = &finding->words->list;

	for (size_t i = 0; i < list->count; i++)
		finding->words->has_more |=
			!index_is_little(index, &list->items[i].word);
	for (size_t i = 0; i < list->count; i++) {
		add_own_ways(finding, i);
		for (size_t j = 0; j < index->synonym_count; j++)
			add_other_ways(finding, i, &index->synonyms[j]);
	}
}

const struct words *words_find(const struct index *index, const char *text,
			       struct arena *arena)
{
	struct words *words = arena_alloc(arena, sizeof(*words));
	struct finding finding = { .words = words, .arena = arena };

	words->index = index;
	words->list = index_read(index, text, arena);
	if (words->list.count == 0)
		return words;
	words->ranks = rank_entries(index, &words->list, arena);
	find_ways(&finding);
	return words;
}

unsigned words_rank(const struct words *words, size_t place)
{
	if (words == NULL || words->ranks == NULL)
		return DICTIONARY_REST;
	return words->ranks[place];
}

bool words_count(const struct words *words, const struct word *word)
{
	return !words->has_more || !index_is_little(words->index, word);
}

bool words_has(const struct words *words, const char *text, const char *stem,
	       size_t language)
{
	const struct words_way *way = words->ways;

	for (; way != NULL; way = way->next) {
		const struct dictionary_wish wish = {
			way->word->text,
			way->word->stems[language],
			way->is_unfinished,
		};

		if (dictionary_fits(&wish, text, stem))
			return true;
	}
	return false;
}
