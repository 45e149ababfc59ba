/* Counts and finds in one walk over the entries. */
#include "search/facet-search.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "search/match.h"
#include "search/need.h"
#include "text/utf8.h"

struct counting {
	const struct query *query;
	size_t filtered; /* how many facets are filtered */
	bool *hit;	 /* by facet: the entry holds a chosen term of it */
};

/* How many filtered facets the entry misses; `*missed` is the last of them. */
static size_t misses(const struct counting *counting, const struct entry *entry,
		     size_t *missed)
{
	const struct query *query = counting->query;
	const struct directory *directory = query->directory;
	size_t count = counting->filtered;

	memset(counting->hit, 0, directory->facet_count * sizeof(bool));
	for (size_t i = 0; i < entry->term_count; i++) {
		size_t facet = directory->terms[entry->terms[i]].facet;

		if (query->chosen[entry->terms[i]] && !counting->hit[facet]) {
			counting->hit[facet] = true;
			count--;
		}
	}
	for (size_t i = 0; i < directory->facet_count; i++)
		if (query->is_filtered[i] && !counting->hit[i])
			*missed = i;
	return count;
}

/* Counts an entry that fits in all facets, or in all but `missed`: then it
 * would be found by other terms of that one. */
static void count_terms(const struct directory *directory,
			const struct entry *entry, bool fits, size_t missed,
			size_t *counts)
{
	for (size_t i = 0; i < entry->term_count; i++) {
		size_t term = entry->terms[i];

		if (fits || directory->terms[term].facet == missed)
			counts[term]++;
	}
}

/* An entry and what its name is when case and accents do not count. */
struct named {
	const struct entry *entry;
	const char *name;
};

/* Where names are the same, ids are not: the order is total. */
static int by_name(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	return order != 0 ? order : strcmp(a->entry->id, b->entry->id);
}

static void sort_by_name(struct results *results, struct arena *arena)
{
	struct named *named =
		arena_alloc(arena, (results->count + 1) * sizeof(*named));

	for (size_t i = 0; i < results->count; i++) {
		const struct entry *entry = results->entries[i];
		char *name =
			utf8_folded(record_text(entry->record, ENTRY_NAME));

		named[i].entry = entry;
		named[i].name = arena_text(arena, name, strlen(name));
		free(name);
	}
	qsort(named, results->count, sizeof(*named), by_name);
	for (size_t i = 0; i < results->count; i++)
		results->entries[i] = named[i].entry;
}

static size_t filtered_by(const struct query *query)
{
	size_t count = 0;

	for (size_t i = 0; i < query->directory->facet_count; i++)
		count += query->is_filtered[i];
	return count;
}

bool facet_search_fits(const struct query *query, const struct entry *entry)
{
	struct counting counting = {
		.query = query,
		.filtered = filtered_by(query),
		.hit = alloc_zero(query->directory->facet_count + 1),
	};
	size_t missed, count = misses(&counting, entry, &missed);

	free(counting.hit);
	return count == 0;
}

/* Counts an entry, and adds it where it fits. */
static void take_entry(const struct counting *counting,
		       const struct entry *entry, struct results *results)
{
	const struct directory *directory = counting->query->directory;
	size_t missed = directory->facet_count;
	size_t count = misses(counting, entry, &missed);

	if (count <= 1)
		count_terms(directory, entry, count == 0, missed,
			    results->counts);
	if (count == 0)
		results->entries[results->count++] = entry;
}

/* What comes before what, as a number below NEED_ORDERS; those that have the
 * same stay in the directory's order. What has the words best comes first. */
static unsigned char order_of(const struct query *query,
			      const struct entry *entry, size_t place)
{
	unsigned rank = match_rank(query->match, place);

	if (query->sort == QUERY_SORT_NEED)
		rank = need_order(query, entry, rank);
	return (unsigned char)rank;
}

/* An entry without the words is found by no term. Says of each that is found
 * what its order is. */
static void take_all(const struct counting *counting, struct results *results,
		     unsigned char *orders)
{
	const struct query *query = counting->query;
	const struct directory *directory = query->directory;

	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];
		size_t before = results->count;

		if (match_rank(query->match, i) == RANK_NOWHERE)
			continue;
		take_entry(counting, entry, results);
		if (results->count > before)
			orders[before] = order_of(query, entry, i);
	}
}

/* The found entries by their orders. */
static const struct entry **in_order(const struct results *results,
				     const unsigned char *orders,
				     struct arena *arena)
{
	size_t places[NEED_ORDERS + 1] = { 0 };
	const struct entry **entries =
		arena_alloc(arena, (results->count + 1) * sizeof(void *));

	for (size_t i = 0; i < results->count; i++)
		places[orders[i] + 1]++;
	for (size_t i = 1; i <= NEED_ORDERS; i++)
		places[i] += places[i - 1];
	for (size_t i = 0; i < results->count; i++)
		entries[places[orders[i]]++] = results->entries[i];
	return entries;
}

static const struct results *search(const struct query *query,
				    struct arena *arena)
{
	const struct directory *directory = query->directory;
	struct results *results = arena_alloc(arena, sizeof(*results));
	struct counting counting = {
		.query = query,
		.filtered = filtered_by(query),
		.hit = arena_alloc(arena, directory->facet_count + 1),
	};
	unsigned char *orders;

	results->entries = arena_alloc(arena, (directory->entry_count + 1) *
						      sizeof(void *));
	results->counts = arena_alloc(arena, (directory->term_count + 1) *
						     sizeof(size_t));
	orders = arena_alloc(arena, directory->entry_count + 1);
	take_all(&counting, results, orders);
	results->entries = in_order(results, orders, arena);
	if (query->sort == QUERY_SORT_NAME)
		sort_by_name(results, arena);
	return results;
}

const struct results *facet_search(const struct query *query)
{
	struct query_memo *memo = query->memo;

	if (memo->results == NULL)
		memo->results = search(query, memo->arena);
	return memo->results;
}

long long facet_search_pages(const struct results *results, long long per_page)
{
	long long count = (long long)results->count;

	return count == 0 ? 1 : (count + per_page - 1) / per_page;
}
