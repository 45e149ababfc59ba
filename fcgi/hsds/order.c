/* Places are sorted by numbers, of which there are few. */
#include "hsds/order.h"

#include <string.h>

#include "base/bits.h"
#include "base/sorted.h"
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

static void order_by_number(const struct hsds_query *query,
			    const struct query *wish, size_t *places,
			    size_t count, struct arena *arena)
{
	unsigned *orders = arena_alloc(arena, (count + 1) * sizeof(*orders));
	size_t *sorted = arena_alloc(arena, (count + 1) * sizeof(*sorted));

	for (size_t i = 0; i < count; i++)
		orders[i] = order_of(query, wish, places[i]);
	sorted_by_order(orders, count, NEED_ORDERS, sorted);
	for (size_t i = 0; i < count; i++)
		sorted[i] = places[sorted[i]];
	memcpy(places, sorted, count * sizeof(*sorted));
}

void hsds_order(const struct hsds_query *query, size_t *places, size_t count,
		struct arena *arena)
{
	const struct directory *directory = query->directory;

	if (query->sort == QUERY_SORT_NAME)
		order_by_name(directory->sets, places, count,
			      directory->entry_count, arena);
	else if (query->sort == QUERY_SORT_NEED)
		order_by_number(query, wish_of(query, arena), places, count,
				arena);
	else if (query->matches != NULL)
		order_by_number(query, NULL, places, count, arena);
}
