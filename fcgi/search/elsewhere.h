/* Words of another of the site's languages, which find nothing in the one that
 * is shown. */
#ifndef SIGNPOST_SEARCH_ELSEWHERE_H
#define SIGNPOST_SEARCH_ELSEWHERE_H

#include <stdbool.h>
#include <stddef.h>

#include "search/query.h"
#include "site/edition.h"

/* The same wish where its words find something. */
struct elsewhere {
	const struct edition *edition;
	const struct query *query; /* lives as long as the one it is made of */
	size_t count; /* of the entries that have all words; 0: some words */
};

/* Whether the words of `query`, of which no entry has all, are known better in
 * another of the languages, and find entries there. Of several languages the
 * one in which most of the words are found, then the first. */
bool elsewhere_find(const struct edition *edition, const struct query *query,
		    struct elsewhere *there);

#endif
