/* From a directory and a wish to the entries that fit, and for each term how
 * many there would be with it. */
#ifndef SIGNPOST_SEARCH_FACET_SEARCH_H
#define SIGNPOST_SEARCH_FACET_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/query.h"

struct results {
	const struct entry *const *entries; /* all that fit, in order */
	size_t count;
	const uint64_t *found; /* the same, by their places */
	/* By the number of the term: the entries that hold it and fit the wish
	 * without what it says of the term's own facet. */
	const size_t *counts;
};

/* Terms of one facet are alternatives, facets add up. Searches when it is first
 * asked for; lives as long as the query. */
const struct results *facet_search(const struct query *query);

/* Whether the entry is among the results. */
bool facet_search_found(const struct results *results,
			const struct entry *entry);

/* Whether the entry fits what is filtered, whatever words are looked for. */
bool facet_search_fits(const struct query *query, const struct entry *entry);

/* How many pages the results fill; one when there are none. */
long long facet_search_pages(const struct results *results, long long per_page);

#endif
