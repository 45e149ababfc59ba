/* Each word is weighed by its inverse document frequency as in BM25, with k1 =
 * 0: texts are short, so that it does not count how often one has a word. */
#include "search/partial.h"

#include <math.h>

#include "search/facet-search.h"
#include "search/near.h"
#include "search/ranks.h"

/* A word that is spelt otherwise may be another. */
#define SPELT_ALIKE	 0.7

/* Of the best, how much is enough. */
#define ENOUGH		 0.5

#define MORE_THAN_ENOUGH ((size_t)256)

/* What a word is worth where it stands. */
static const double weights[] = {
	[RANK_ABBREVIATION] = 3, [RANK_NAME] = 3,   [RANK_TEXT] = 2,
	[RANK_ALIKE] = 1.6,	 [RANK_DETAIL] = 1,
};

struct weighing {
	const struct match *match;
	double *scores; /* by place */
	struct arena *arena;
};

/* The ranks for the word that is spelt almost like this one; NULL: none. */
static const unsigned char *ranks_of_near(const struct weighing *weighing,
					  const struct word *word)
{
	const struct index *index = weighing->match->index;
	const char *near = near_word(weighing->match, word);

	if (near == NULL)
		return NULL;
	return match_find(index, near, weighing->arena)->ranks;
}

static void weigh(const struct weighing *weighing, size_t word)
{
	size_t all = weighing->match->index->place_count, having;
	const unsigned char *ranks = match_word_ranks(weighing->match, word);
	double worth = 1;

	if (ranks_count(ranks, all) == 0) {
		ranks = ranks_of_near(weighing,
				      &weighing->match->list.items[word].word);
		worth = SPELT_ALIKE;
	}
	if (ranks == NULL)
		return;
	having = ranks_count(ranks, all);
	worth *= log(1 +
		     ((double)(all - having) + 0.5) / ((double)having + 0.5));
	for (size_t i = 0; i < all; i++)
		if (ranks[i] != RANK_NOWHERE)
			weighing->scores[i] += worth * weights[ranks[i]];
}

static unsigned char rank_of(double score, double best)
{
	double part = best > 0 ? score / best : 0;

	if (part < ENOUGH)
		return RANK_NOWHERE;
	return (unsigned char)((1 - part) / (1 - ENOUGH) *
			       (RANK_NOWHERE - 0.5));
}

/* The best score of what may be found; what may not loses its own. */
static double best_of(const struct query *query, double *scores, size_t count)
{
	const struct directory *directory = query->directory;
	double best = 0;
	bool is_filtered = query->chosen_count > 0;

	for (size_t i = 0; i < count; i++) {
		if (scores[i] > 0 && is_filtered &&
		    i < directory->entry_count &&
		    !facet_search_fits(query, directory->entries[i]))
			scores[i] = 0;
		best = scores[i] > best ? scores[i] : best;
	}
	return best;
}

/* Of more than enough, those that are not among the best are left out. */
static void keep_best(unsigned char *ranks, size_t count)
{
	size_t counts[RANK_NOWHERE + 1] = { 0 };
	unsigned char last = 0;
	size_t all;

	for (size_t i = 0; i < count; i++)
		counts[ranks[i]]++;
	for (all = counts[0]; last < RANK_NOWHERE - 1 && all < MORE_THAN_ENOUGH;
	     all += counts[last])
		last++;
	for (size_t i = 0; i < count; i++)
		if (ranks[i] > last)
			ranks[i] = RANK_NOWHERE;
}

static const struct match *match_some(const struct query *query)
{
	const struct match *match = query->match;
	struct arena *arena = query->memo->arena;
	size_t count = match->index->place_count;
	struct match *some = arena_alloc(arena, sizeof(*some));
	unsigned char *ranks = ranks_new(count, RANK_NOWHERE, arena);
	struct weighing weighing = {
		.match = match,
		.scores = arena_alloc(arena, (count + 1) * sizeof(double)),
		.arena = arena,
	};
	double best;

	*some = *match;
	for (size_t i = 0; i < match->list.count; i++)
		if (match_counts(match, &match->list.items[i].word))
			weigh(&weighing, i);
	best = best_of(query, weighing.scores, count);
	for (size_t i = 0; i < count; i++)
		ranks[i] = rank_of(weighing.scores[i], best);
	keep_best(ranks, count);
	some->ranks = ranks;
	return some;
}

/* The first of what `some` has and `all` has not. */
static const struct partial *partial_of(const struct query *query,
					const struct results *all)
{
	struct arena *arena = query->memo->arena;
	struct partial *partial = arena_alloc(arena, sizeof(*partial));
	const struct entry **entries =
		arena_alloc(arena, PARTIAL_MOST * sizeof(*entries));
	const struct results *some;

	partial->query =
		query_with_words(query, query->text, match_some(query), arena);
	partial->entries = entries;
	some = facet_search(partial->query);
	for (size_t i = 0; i < some->count && partial->count < PARTIAL_MOST;
	     i++)
		if (!facet_search_found(all, some->entries[i]))
			entries[partial->count++] = some->entries[i];
	return partial;
}

const struct partial *partial_find(const struct query *query)
{
	const struct match *match = query->match;
	const struct results *all;

	if (match == NULL || match->ranks == NULL || match->is_exact ||
	    match->danger != NULL)
		return NULL;
	all = facet_search(query);
	if (query->memo->partial == NULL && all->count < PARTIAL_FEW)
		query->memo->partial = partial_of(query, all);
	return query->memo->partial;
}
