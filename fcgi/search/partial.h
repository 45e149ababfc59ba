/* What has most of the telling words, for where little has all of them: of a
 * sentence that somebody types, some words are in no text. */
#ifndef SIGNPOST_SEARCH_PARTIAL_H
#define SIGNPOST_SEARCH_PARTIAL_H

#include "search/match.h"
#include "search/query.h"

/* Of fewer results those that have some of the words are shown too. */
#define PARTIAL_FEW  3

/* So many of them at most. */
#define PARTIAL_MOST 10

struct partial {
	/* The wish whose words find what has some of them: the ranks of its
	 * match are fifths of the best. */
	const struct query *query;
	/* The best of what fits the filters and has not all words. */
	const struct entry *const *entries;
	size_t count;
};

/* What has some of the words of the wish, each of which counts by how few
 * places have it and where they do; words spelt almost alike count where there
 * is none (near.h). Found is what has at least half as much as the best. NULL
 * where enough has all the words, where they are words of danger, or where
 * nothing else than what they say is wanted. Searches when it is first asked
 * for; lives as long as the query. */
const struct partial *partial_find(const struct query *query);

#endif
