/* Which entries have all the words, how well, and by which words. */
#include "search/match.h"

#include <string.h>

#include "search/indexes.h"
#include "search/match-internal.h"
#include "search/ranks.h"
#include "search/worth.h"

/* A wish may cost so much for what it is spelt like, see near.h; with some
 * hundred entries none needs half of it. */
#define NEAR_WORK ((size_t)1000000)

/* What was looked up: a word repeated costs nothing more. */
struct seen {
	const struct index_synonym
		*synonym; /* and an item of it; NULL: a word */
	size_t item;
	bool is_others; /* of the row in which the item stands */
	const char *word;
	bool is_unfinished;
	unsigned char *ranks;
	struct seen *next;
};

struct ranking {
	const struct index *index;
	const struct token_list *words;
	bool has_synonyms;
	bool is_unfinished;
	bool has_more; /* than little words */
	/* By word: the ranks of the entries for it and all that follow. */
	unsigned char **ranks;
	struct seen **seen; /* by all rankings for one text */
	struct arena *arena;
};

static unsigned char *new_ranks(const struct ranking *ranking, enum rank rank)
{
	return ranks_new(ranking->index->place_count, rank, ranking->arena);
}

static void improve(const struct ranking *ranking, const unsigned char *these,
		    const unsigned char *those, unsigned char *best)
{
	ranks_improve(best, these, those, ranking->index->place_count);
}

static bool is_same(const struct seen *one, const struct seen *other)
{
	if (one->synonym != other->synonym || one->item != other->item ||
	    one->is_others != other->is_others ||
	    one->is_unfinished != other->is_unfinished)
		return false;
	return one->synonym != NULL || strcmp(one->word, other->word) == 0;
}

/* The ranks for what is looked up; `*is_new`: they are still to be found, and
 * nothing has any. */
static unsigned char *recall(const struct ranking *ranking,
			     const struct seen *what, bool *is_new)
{
	struct seen *seen = *ranking->seen;

	while (seen != NULL && !is_same(seen, what))
		seen = seen->next;
	*is_new = seen == NULL;
	if (seen != NULL)
		return seen->ranks;
	seen = arena_alloc(ranking->arena, sizeof(*seen));
	*seen = *what;
	seen->ranks = new_ranks(ranking, RANK_NOWHERE);
	seen->next = *ranking->seen;
	*ranking->seen = seen;
	return seen->ranks;
}

/* The ranks for one word, of which `end` words are through when it is. */
static const unsigned char *ranks_of(const struct ranking *ranking,
				     const struct word *word, size_t end)
{
	const struct seen what = {
		.word = word->text,
		.is_unfinished =
			ranking->is_unfinished && end == ranking->words->count,
	};
	bool is_new;
	unsigned char *ranks = recall(ranking, &what, &is_new);

	if (is_new)
		index_find(ranking->index, word, what.is_unfinished, ranks);
	return ranks;
}

static unsigned char *ranks_of_all(struct ranking *ranking);

/* The ranks for the words of an item, as the index has them. */
static const unsigned char *ranks_of_item(const struct ranking *ranking,
					  const struct index_synonym *synonym,
					  size_t place)
{
	const struct token_list *item = &synonym->items[place];
	const struct seen what = { .synonym = synonym, .item = place };
	struct ranking other = {
		.index = ranking->index,
		.words = item,
		.has_more = index_has_more(ranking->index, item),
		.seen = ranking->seen,
		.arena = ranking->arena,
	};
	bool is_new;
	unsigned char *ranks;

	if (item->count == 1 && item->items[0].tied.text == NULL)
		return ranks_of(&other, &item->items[0].word, 1);
	ranks = recall(ranking, &what, &is_new);
	if (is_new)
		memcpy(ranks, ranks_of_all(&other),
		       ranking->index->place_count);
	return ranks;
}

/* The others of the row in which the item stands. What only means the same
 * comes behind all that has the words themselves. */
static const unsigned char *ranks_of_others(const struct ranking *ranking,
					    const struct index_synonym *synonym,
					    size_t item)
{
	const struct seen what = {
		.synonym = synonym,
		.item = item,
		.is_others = true,
	};
	bool is_new;
	unsigned char *ranks = recall(ranking, &what, &is_new);

	for (size_t i = 0; i < synonym->count && is_new; i++)
		if (synonyms_lead(synonym, item, i))
			ranks_improve_to(
				ranks, ranks_of_item(ranking, synonym, i),
				RANK_ALIKE, ranking->index->place_count);
	return ranks;
}

/* What means the same as the words that begin at a place. */
static void add_synonyms(const struct ranking *ranking, size_t from,
			 size_t language)
{
	const struct index *index = ranking->index;
	const struct word *word = &ranking->words->items[from].word;
	size_t count;
	const struct synonym_start *starts =
		synonyms_at(&index->synonyms, language, word, &count);

	for (size_t i = 0; i < count; i++) {
		const struct index_synonym *synonym = starts[i].synonym;
		const struct token_list *item = &synonym->items[starts[i].item];

		if (token_list_has(ranking->words, from, item, language))
			improve(ranking,
				ranks_of_others(ranking, synonym,
						starts[i].item),
				ranking->ranks[from + item->count],
				ranking->ranks[from]);
	}
}

static bool is_nowhere(const struct index *index, const unsigned char *ranks)
{
	return ranks_are_nowhere(ranks, index->place_count);
}

/* The ranks for a word, and where it is none, for the two that it is when it is
 * parted. */
static const unsigned char *ranks_of_word(const struct ranking *ranking,
					  const struct word *word, size_t end)
{
	const unsigned char *ranks = ranks_of(ranking, word, end);
	struct ranking other = {
		.index = ranking->index,
		.seen = ranking->seen,
		.arena = ranking->arena,
	};
	struct token_list list;
	const char *parted;

	if (!ranking->has_synonyms || !is_nowhere(ranking->index, ranks) ||
	    synonyms_have(&ranking->index->synonyms, word->text))
		return ranks;
	parted = index_part(ranking->index, word->text, ranking->arena);
	if (parted == NULL)
		return ranks;
	list = index_read(ranking->index, parted, true, ranking->arena);
	other.words = &list;
	return ranks_of_all(&other);
}

/* The ranks for the words from `from` on, those behind it being known. */
static void rank_from(const struct ranking *ranking, size_t from)
{
	const struct token_list_item *item = &ranking->words->items[from];
	unsigned char *ranks = ranking->ranks[from];
	unsigned char **rest = ranking->ranks + from;
	const struct index *index = ranking->index;

	if (ranking->has_more && index_is_little(index, &item->word))
		memcpy(ranks, rest[1], index->place_count);
	else
		improve(ranking, ranks_of_word(ranking, &item->word, from + 1),
			rest[1], ranks);
	if (item->tied.text != NULL)
		improve(ranking,
			ranks_of(ranking, &item->tied, from + item->parts),
			rest[item->parts], ranks);
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES && ranking->has_synonyms;
	     i++)
		add_synonyms(ranking, from, i);
}

static unsigned char *ranks_of_all(struct ranking *ranking)
{
	size_t count = ranking->words->count;

	ranking->ranks =
		arena_alloc(ranking->arena, (count + 1) * sizeof(char *));
	ranking->ranks[count] = new_ranks(ranking, RANK_ABBREVIATION);
	for (size_t i = count; i-- > 0;) {
		ranking->ranks[i] = new_ranks(ranking, RANK_NOWHERE);
		rank_from(ranking, i);
	}
	return ranking->ranks[0];
}

static const struct match *find(const struct index *index, const char *text,
				bool is_exact, struct arena *arena)
{
	struct match *match = arena_alloc(arena, sizeof(*match));
	struct match_memo *memo = arena_alloc(arena, sizeof(*memo));
	struct ranking ranking = {
		.index = index,
		.words = &match->list,
		.seen = &memo->seen,
		.has_synonyms = !is_exact,
		.is_unfinished = !is_exact,
		.arena = arena,
	};

	indexes_make(index->owner);
	memo->arena = arena;
	memo->near_left = NEAR_WORK;
	match->memo = memo;
	match->index = index;
	match->is_exact = is_exact;
	match->list = index_read(index, text, is_exact, arena);
	if (match->list.count == 0)
		return match;
	match->has_more = index_has_more(index, &match->list);
	ranking.has_more = match->has_more;
	match->is_own = index_has_own(index, &match->list);
	match->ranks = ranks_of_all(&ranking);
	if (!is_exact)
		match->danger = danger_find(index->dangers, text, arena);
	match_set_ways(match, arena);
	return match;
}

const struct match *match_find(const struct index *index, const char *text,
			       struct arena *arena)
{
	return find(index, text, false, arena);
}

const struct match *match_find_exactly(const struct index *index,
				       const char *text, struct arena *arena)
{
	return find(index, text, true, arena);
}

static struct ranking ranking_for(const struct match *match)
{
	return (struct ranking){
		.index = match->index,
		.words = &match->list,
		.seen = &match->memo->seen,
		.has_synonyms = !match->is_exact,
		.is_unfinished = !match->is_exact && !match->is_whole,
		.has_more = match->has_more,
		.arena = match->memo->arena,
	};
}

const unsigned char *match_own_ranks(const struct match *match, size_t place)
{
	struct ranking ranking = ranking_for(match);

	return ranks_of_word(&ranking, &match->list.items[place].word,
			     place + 1);
}

const unsigned char *match_tied_ranks(const struct match *match, size_t place)
{
	const struct token_list_item *item = &match->list.items[place];
	struct ranking ranking = ranking_for(match);

	return ranks_of(&ranking, &item->tied, place + item->parts);
}

const unsigned char *match_item_ranks(const struct match *match,
				      const struct index_synonym *synonym,
				      size_t item)
{
	struct ranking ranking = ranking_for(match);

	return ranks_of_item(&ranking, synonym, item);
}

/* The ranks for a word alone, or what means the same as the words that begin
 * there. */
static const unsigned char *word_ranks(const struct match *match, size_t word)
{
	size_t count = match->list.count;
	struct ranking ranking = ranking_for(match);
	unsigned char *behind = new_ranks(&ranking, RANK_ABBREVIATION);

	ranking.ranks =
		arena_alloc(ranking.arena, (count + 1) * sizeof(char *));
	for (size_t i = 0; i <= count; i++)
		ranking.ranks[i] = behind;
	ranking.ranks[word] = new_ranks(&ranking, RANK_NOWHERE);
	rank_from(&ranking, word);
	return ranking.ranks[word];
}

bool match_has_word(const struct match *match, size_t word)
{
	return !is_nowhere(match->index, word_ranks(match, word));
}

unsigned match_rank(const struct match *match, size_t place)
{
	if (match == NULL || match->ranks == NULL)
		return RANK_TEXT;
	return match->ranks[place];
}

unsigned match_order(const struct match *match, size_t place)
{
	unsigned rank = match_rank(match, place);

	if (match == NULL || match->ranks == NULL)
		return rank * WORTH_STEPS;
	return rank * WORTH_STEPS + worth_step(match, place);
}

bool match_counts(const struct match *match, const struct word *word)
{
	return !match->has_more || !index_is_little(match->index, word);
}

bool match_has_tied(const struct match *match, size_t place)
{
	const struct token_list_item *item = &match->list.items[place];
	bool has = item->tied.text != NULL && !item->is_short;

	for (size_t i = 0; item->is_short && i < item->parts; i++)
		has |= match_counts(match, &item[i].word);
	return has;
}
