/* Each word is weighed by its inverse document frequency as in BM25F, with k1 =
 * 0: texts are short, so that it does not count how often one has a word. */
#include "search/worth.h"

#include <math.h>
#include <string.h>

#include "search/match-internal.h"
#include "search/near.h"
#include "search/ranks.h"

/* A word that is a letter off may be another; one that is only written by ear
 * is the same. */
#define A_LETTER_OFF 0.7F

/* What means the same may mean more. */
#define MEANT_ALIKE  0.75F

/* What each further word adds to what stands for several. */
#define FURTHER_WORD 0.5F

/* What a word still tells where it belongs to several in a row that told more
 * together. */
#define WITHIN_WORDS 0.5F

/* So many little words may stand between those of a synonym, as in `not been
 * paid`. */
#define LITTLE_AMONG 3

/* So many that are no longer there lift what stands above them, to so much of
 * their own. */
#define FORMERS	     4
#define LIFTED	     0.9F

/* What a word is worth where it stands. */
static const float weights[RANK_NOWHERE + 1] = {
	[RANK_ABBREVIATION] = 3, [RANK_NAME] = 2.5F, [RANK_TEXT] = 2,
	[RANK_ALIKE] = 1,	 [RANK_DETAIL] = 1,
};

/* Entries and lines are two lists, and a word that is in every entry may tell
 * one line from the others. */
enum { ENTRIES, LINES, LISTS };

struct weighing {
	const struct match *match;
	size_t ends[LISTS]; /* places */
	float *sums;	    /* by place */
	float *word;	    /* the same of the word that is weighed */
	/* Nothing that means the same as one word tells more than that. */
	float most[LISTS];
	bool is_found;
	size_t told;	    /* where the words end that told more together */
	const bool *is_off; /* by word: by letters of what the visitor wrote */
};

/* From 0 for what all have to 1. */
static float rarity_of(size_t having, size_t all)
{
	if (having == 0)
		return 0;
	return logf(1 +
		    ((float)(all - having) + 0.5F) / ((float)having + 0.5F)) /
	       logf(2 + (float)all);
}

/* How many places of a list have a rank. */
static size_t count_in(const struct weighing *weighing,
		       const unsigned char *ranks, int list)
{
	size_t all = weighing->ends[LINES], lines = 0;

	for (size_t i = weighing->ends[ENTRIES]; i < all; i++)
		lines += ranks[i] != RANK_NOWHERE;
	return list == LINES ? lines : ranks_count(ranks, all) - lines;
}

/* What is looked up: a word, or several, which any text may have here and there
 * and a name has together. */
struct telling {
	const unsigned char *ranks;
	float part;
	bool is_several;
	bool is_free; /* it may tell more than the word that is weighed */
};

/* How rare it is at each rank or better; a word is as rare at every rank. */
static void rarities_of(const struct weighing *weighing,
			const struct telling *telling, int list,
			float *rarities)
{
	size_t from = list == ENTRIES ? 0 : weighing->ends[list - 1];
	size_t end = weighing->ends[list], having = 0;
	size_t counts[RANK_NOWHERE] = { 0 };

	if (telling->is_several)
		for (size_t i = from;
		     (i = ranks_next(telling->ranks, i, end)) < end; i++)
			counts[telling->ranks[i]]++;
	else
		counts[0] = count_in(weighing, telling->ranks, list);
	for (size_t i = 0; i < RANK_NOWHERE; i++) {
		having += counts[i];
		rarities[i] = rarity_of(having, end - from);
		if (rarities[i] > weighing->most[list] && !telling->is_free)
			rarities[i] = weighing->most[list];
	}
}

/* What has the word by several ways has it by the best of them. Says how rare
 * the word is. */
static float weigh_list(struct weighing *weighing,
			const struct telling *telling, int list)
{
	size_t end = weighing->ends[list];
	size_t i = list == ENTRIES ? 0 : weighing->ends[list - 1];
	float rarities[RANK_NOWHERE];

	rarities_of(weighing, telling, list, rarities);
	weighing->is_found |= rarities[RANK_NOWHERE - 1] > 0;
	for (; (i = ranks_next(telling->ranks, i, end)) < end; i++) {
		unsigned char rank = telling->ranks[i];
		float worth = telling->part * rarities[rank] * weights[rank];

		if (worth > weighing->word[i])
			weighing->word[i] = worth;
	}
	return rarities[RANK_NOWHERE - 1];
}

static void weigh(struct weighing *weighing, const struct telling *telling)
{
	for (int list = 0; list < LISTS; list++)
		weigh_list(weighing, telling, list);
}

/* Weighs the word itself. */
static void weigh_own(struct weighing *weighing, const unsigned char *ranks)
{
	const struct telling own = { .ranks = ranks, .part = 1 };

	for (int list = 0; list < LISTS; list++) {
		float rarity = weigh_list(weighing, &own, list);

		if (rarity > 0)
			weighing->most[list] = rarity;
	}
}

/* Whether the word may stand among others that mean something together: `a kid
 * of 12 working`. */
static bool says_little(const struct match *match, const struct word *word)
{
	return strspn(word->text, "0123456789") == strlen(word->text) ||
	       index_is_little(match->index, word);
}

/* Where the words of the item end that stand from a place on; 0 where they do
 * not stand there, or are little ones alone. */
static size_t standing(const struct match *match, size_t from,
		       const struct token_list *item, size_t language)
{
	size_t place = from, left = LITTLE_AMONG;
	bool counts = false;

	for (size_t i = 0; i < item->count; place++) {
		const struct word *word;

		if (place == match->list.count)
			return 0;
		word = &match->list.items[place].word;
		if (strcmp(word->stems[language],
			   item->items[i].word.stems[language]) == 0) {
			counts |= match_counts(match, word);
			i++;
		} else if (place == from || left-- == 0 ||
			   !says_little(match, word)) {
			return 0;
		}
	}
	return counts ? place : 0;
}

/* What the item of a row leads to, of which so many words stand there. */
static void weigh_others(struct weighing *weighing,
			 const struct synonym_start *own, size_t words)
{
	const struct index_synonym *synonym = own->synonym;
	struct telling telling = {
		.part = MEANT_ALIKE * (1 + FURTHER_WORD * (float)(words - 1)),
		.is_free = words > 1,
	};

	for (size_t i = 0; i < synonym->count; i++) {
		if (!synonyms_lead(synonym, own->item, i))
			continue;
		telling.ranks = match_item_ranks(weighing->match, synonym, i);
		telling.is_several = synonym->items[i].count > 1;
		weigh(weighing, &telling);
	}
}

/* Of each row the item that has most of the words. */
static void weigh_synonyms(struct weighing *weighing, size_t place,
			   size_t language)
{
	const struct match *match = weighing->match;
	size_t count, most = 0, own = 0;
	const struct synonym_start *starts =
		synonyms_at(&match->index->synonyms, language,
			    &match->list.items[place].word, &count);

	for (size_t i = 0; i < count; i++) {
		const struct index_synonym *synonym = starts[i].synonym;
		const struct token_list *item = &synonym->items[starts[i].item];
		size_t end = standing(match, place, item, language);

		if (end > 0 && item->count > most) {
			most = item->count;
			own = i;
		}
		if (item->count > 1 && end > weighing->told)
			weighing->told = end;
		if (i + 1 < count && starts[i + 1].synonym == synonym)
			continue;
		if (most > 0)
			weigh_others(weighing, &starts[own], most);
		most = 0;
	}
}

static void weigh_place(struct weighing *weighing, size_t place)
{
	const struct match *match = weighing->match;
	const struct token_list_item *item = &match->list.items[place];
	const struct index *index = match->index;
	bool counts = match_counts(match, &item->word);
	float part = weighing->is_off[place] ? A_LETTER_OFF : 1;

	if (place < weighing->told)
		part *= WITHIN_WORDS;
	weighing->is_found = false;
	weighing->most[ENTRIES] = weighing->most[LINES] = 1;
	memset(weighing->word, 0, index->place_count * sizeof(float));
	if (counts)
		weigh_own(weighing, match_own_ranks(match, place));
	if (match_has_tied(match, place))
		weigh(weighing, &(struct telling){
					.ranks = match_tied_ranks(match, place),
					.part = 1,
				});
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES && !match->is_exact; i++)
		weigh_synonyms(weighing, place, i);
	for (size_t i = 0; i < index->place_count && weighing->is_found; i++)
		weighing->sums[i] += part * weighing->word[i];
}

struct former {
	const struct entry *entry;
	float worth;
};

/* Keeps the best of those that are no longer there, the best first. */
static void note_former(struct former *formers, const struct entry *entry,
			float worth)
{
	size_t place = FORMERS - 1;

	if (worth <= formers[place].worth)
		return;
	for (; place > 0 && formers[place - 1].worth < worth; place--)
		formers[place] = formers[place - 1];
	formers[place] = (struct former){ entry, worth };
}

/* Whoever looks for what is no longer there is led to that below which it
 * stood, if it has one of the words. */
static void lift_above(struct weighing *weighing)
{
	const struct index *index = weighing->match->index;
	struct former formers[FORMERS] = { 0 };

	for (size_t i = 0; i < index->former_count; i++)
		note_former(formers, index->formers[i],
			    weighing->sums[index->formers[i]->place]);
	for (size_t i = 0; i < FORMERS && formers[i].entry != NULL; i++) {
		float lifted = formers[i].worth * LIFTED;
		float *above = &weighing->sums[formers[i].entry->above->place];

		if (*above > 0 && *above < lifted)
			*above = lifted;
	}
}

static float best_of(const float *sums, size_t from, size_t end)
{
	float best = 0;

	for (size_t i = from; i < end; i++)
		best = sums[i] > best ? sums[i] : best;
	return best;
}

static bool is_anywhere(const struct match *match, size_t place)
{
	const struct index *index = match->index;
	const struct token_list_item *item = &match->list.items[place];
	size_t count = 0;

	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES && count == 0; i++)
		synonyms_at(&index->synonyms, i, &item->word, &count);
	return count > 0 ||
	       !ranks_are_nowhere(match_own_ranks(match, place),
				  index->place_count) ||
	       (match_has_tied(match, place) &&
		!ranks_are_nowhere(match_tied_ranks(match, place),
				   index->place_count));
}

/* The words, of which one that is nowhere is as the index spells what it is
 * near to: so it is also a part of what means the same. */
static struct token_list spell(const struct match *match, bool *is_off,
			       bool *is_whole)
{
	struct arena *arena = match->memo->arena;
	struct token_list list = match->list;

	list.items = arena_alloc(arena, list.count * sizeof(*list.items));
	for (size_t i = 0; i < list.count; i++) {
		const struct word *word = &match->list.items[i].word;
		const char *near = NULL;
		bool is_heard = false;

		list.items[i] = match->list.items[i];
		if (match_counts(match, word) && !match->is_exact &&
		    !is_anywhere(match, i))
			near = near_word(match, word, &is_heard);
		is_off[i] = near != NULL && !is_heard;
		*is_whole = near != NULL;
		if (near != NULL)
			list.items[i] =
				index_read(match->index, near, true, arena)
					.items[0];
	}
	return list;
}

static const struct worth *worth_new(const struct match *match)
{
	struct arena *arena = match->memo->arena;
	size_t count = match->index->place_count;
	struct worth *worth = arena_alloc(arena, sizeof(*worth));
	bool *is_off = arena_alloc(arena, match->list.count + 1);
	struct match spelt = *match;
	struct weighing weighing = {
		.match = &spelt,
		.is_off = is_off,
		.ends = { match->index->edition->directory->entry_count,
			  count },
		.sums = arena_alloc(arena, (count + 1) * sizeof(float)),
		.word = arena_alloc(arena, (count + 1) * sizeof(float)),
	};

	spelt.list = spell(match, is_off, &spelt.is_whole);
	for (size_t i = 0; i < match->list.count; i++)
		weigh_place(&weighing, i);
	lift_above(&weighing);
	worth->by_place = weighing.sums;
	worth->best = best_of(weighing.sums, 0, weighing.ends[ENTRIES]);
	worth->best_line = best_of(weighing.sums, weighing.ends[ENTRIES],
				   weighing.ends[LINES]);
	return worth;
}

const struct worth *worth_of(const struct match *match)
{
	struct match_memo *memo = match->memo;

	if (memo->worth == NULL)
		memo->worth = worth_new(match);
	return memo->worth;
}

unsigned worth_step(const struct match *match, size_t place)
{
	const struct worth *worth = worth_of(match);

	if (worth->best <= 0)
		return 0;
	return (unsigned)((1 - worth->by_place[place] / worth->best) *
			  (WORTH_STEPS - 0.5F));
}
