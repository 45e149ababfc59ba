/* How many of the words each language knows. */
#include "search/elsewhere.h"

#include "search/facet-search.h"
#include "search/lines.h"
#include "search/match.h"
#include "search/partial.h"

/* How many of the words that count are found by themselves. */
static size_t known(const struct match *match)
{
	size_t count = 0;

	for (size_t i = 0; i < match->list.count; i++)
		if (match_counts(match, &match->list.items[i].word) &&
		    match_has_word(match, i))
			count++;
	return count;
}

/* Entries that have some of the words, or a line. */
static bool finds_some(const struct query *query)
{
	const struct partial *partial = partial_find(query);
	size_t count;

	if (partial != NULL && partial->count > 0)
		return true;
	lines_find(query, &count);
	return count > 0;
}

/* What the wish finds in the edition, of which `*most` words more than before
 * are known. */
static bool try_edition(const struct edition *edition,
			const struct query *query, size_t *most,
			struct elsewhere *there)
{
	struct arena *arena = query->memo->arena;
	const struct match *match =
		match_find(edition->index, query->text, arena);
	size_t words = known(match), count;
	const struct query *wish;

	if (words <= *most)
		return false;
	wish = query_with_words(
		query_in_language(query, edition->locale->tag, true, arena),
		query->text, match, arena);
	count = facet_search(wish)->count;
	if (count == 0 && !finds_some(wish))
		return false;
	*most = words;
	*there = (struct elsewhere){ edition, wish, count };
	return true;
}

bool elsewhere_find(const struct edition *edition, const struct query *query,
		    struct elsewhere *there)
{
	size_t most = known(query->match);
	bool is_found = false;

	for (size_t i = 1; i < edition->count; i++) {
		const struct edition *other = &edition->all[i];

		if (other->locale != edition->locale &&
		    other->index != edition->index)
			is_found |= try_edition(other, query, &most, there);
	}
	return is_found;
}
