/* Places are sorted by numbers, of which there are few. */
#include "hsds/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/bits.h"
#include "search/match.h"
#include "search/need.h"

/* How well the entry at a place has the words, and how much of them, in the
 * language in which it does best. */
static unsigned words_order(const struct hsds_query *query, size_t place)
{
	unsigned best = MATCH_ORDERS;

	for (size_t i = 0; i < query->match_count; i++) {
		unsigned order = match_order(query->matches[i], place);

		best = order < best ? order : best;
	}
	return query->matches != NULL ? best : 0;
}

/* The wish as a list of our own would have it: who comes first depends on whom
 * the term is for, and on whether somebody speaks of themselves. */
static const struct query *wish_of(const struct hsds_query *query,
				   struct arena *arena)
{
	const struct directory *directory = query->directory;
	const struct query *wish;
	const char *text = "";

	if (query->term != TERM_NONE) {
		const struct term *term = &directory->terms[query->term];

		text = arena_printf(arena, "%s=%s",
				    directory->facets[term->facet].record->id,
				    term->id);
	}
	wish = query_parse(directory, text, arena);
	for (size_t i = 0; i < query->match_count; i++)
		if (query->matches[i]->is_own)
			return query_with_words(wish, query->text,
						query->matches[i], arena);
	return wish;
}

static void order_by_name(const struct sets *sets, size_t *places, size_t count,
			  size_t all, struct arena *arena)
{
	uint64_t *found = bits_new(all, arena);

	for (size_t i = 0; i < count; i++)
		bits_add(found, places[i]);
	count = 0;
	for (size_t i = 0; i < all; i++)
		if (bits_has(found, sets->by_name[i]))
			places[count++] = sets->by_name[i];
}

/* What is looked for, and what is needed where that is wished for, as a number
 * below NEED_ORDERS. */
static unsigned order_of(const struct hsds_query *query,
			 const struct query *wish, size_t place)
{
	unsigned order = words_order(query, place);

	if (wish != NULL)
		order = need_order(wish, query->directory->entries[place],
				   order);
	return order;
}

/* How many have each order says where it begins. */
static void order_by_number(const struct hsds_query *query,
			    const struct query *wish, size_t *places,
			    size_t count)
{
	size_t ends[NEED_ORDERS + 1] = { 0 };
	unsigned *orders = alloc_zero((count + 1) * sizeof(*orders));
	size_t *sorted = alloc_zero((count + 1) * sizeof(*sorted));

	for (size_t i = 0; i < count; i++) {
		orders[i] = order_of(query, wish, places[i]);
		ends[orders[i] + 1]++;
	}
	for (size_t i = 1; i <= NEED_ORDERS; i++)
		ends[i] += ends[i - 1];
	for (size_t i = 0; i < count; i++)
		sorted[ends[orders[i]]++] = places[i];
	memcpy(places, sorted, count * sizeof(*sorted));
	free(sorted);
	free(orders);
}

void hsds_order(const struct hsds_query *query, size_t *places, size_t count,
		struct arena *arena)
{
	const struct directory *directory = query->directory;

	if (query->sort == QUERY_SORT_NAME)
		order_by_name(directory->sets, places, count,
			      directory->entry_count, arena);
	else if (query->sort == QUERY_SORT_NEED)
		order_by_number(query, wish_of(query, arena), places, count);
	else if (query->matches != NULL)
		order_by_number(query, NULL, places, count);
}
