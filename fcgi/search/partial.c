/* By what the words are worth together (worth.h). */
#include "search/partial.h"

#include "search/facet-search.h"
#include "search/need.h"
#include "search/ranks.h"
#include "search/worth.h"

/* Of the best, how much is enough. */
#define ENOUGH		 0.5F

#define MORE_THAN_ENOUGH ((size_t)256)

static unsigned char rank_of(float worth, float best)
{
	float part = best > 0 ? worth / best : 0;

	if (part < ENOUGH)
		return RANK_NOWHERE;
	if (part > 1) /* what no filter lets through */
		return 0;
	return (unsigned char)((1 - part) / (1 - ENOUGH) *
			       ((float)RANK_NOWHERE - 0.5F));
}

/* Whether an entry fits the filters, and may stand first. */
static bool may_be_first(const struct query *query, const struct entry *entry)
{
	return need_of(query, entry) <= NEED_REST &&
	       (query->chosen_count == 0 || facet_search_fits(query, entry));
}

/* The best of the entries that may stand first: what goes behind them all, or
 * is a list of its own as lines are, says nothing of what is enough. */
static float best_of(const struct query *query, const struct worth *worth)
{
	const struct directory *directory = query->directory;
	float best = 0;

	for (size_t i = 0; i < directory->entry_count; i++)
		if (worth->by_place[i] > best &&
		    may_be_first(query, directory->entries[i]))
			best = worth->by_place[i];
	return best > 0 ? best : worth->best;
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
	const struct worth *worth = worth_of(match);
	float best = best_of(query, worth);

	*some = *match;
	for (size_t i = 0; i < count; i++)
		ranks[i] = rank_of(worth->by_place[i], best);
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
