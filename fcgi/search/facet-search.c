/* Sets of entries are joined and met; no entry is looked at but those found. */
#include "search/facet-search.h"

#include <string.h>

#include "base/sorted.h"
#include "search/match.h"
#include "search/need.h"

/* What is found, by the places of entries. */
struct finding {
	const struct query *query;
	const struct sets *sets;
	struct arena *arena;
	const uint64_t *matched; /* have the words; NULL: all */
	/* By facet: hold one of its terms that are chosen; NULL: none is. */
	const uint64_t **chosen;
	uint64_t *within; /* for one facet after the other */
};

static const uint64_t *matched_by(const struct query *query,
				  struct arena *arena)
{
	size_t count = query->directory->entry_count;
	uint64_t *matched;

	if (query->match == NULL || query->match->ranks == NULL)
		return NULL;
	matched = bits_new(count, arena);
	for (size_t i = 0; i < count; i++)
		if (match_rank(query->match, i) != RANK_NOWHERE)
			bits_add(matched, i);
	return matched;
}

static const uint64_t *chosen_of(const struct finding *finding,
				 const struct facet *facet)
{
	const struct sets *sets = finding->sets;
	uint64_t *bits = bits_new(finding->query->directory->entry_count,
				  finding->arena);

	for (size_t i = facet->first; i < facet->first + facet->count; i++)
		if (finding->query->chosen[i])
			sets_add(&sets->of_terms[i], bits, sets->words);
	return bits;
}

static void choose(struct finding *finding)
{
	const struct directory *directory = finding->query->directory;

	finding->chosen =
		arena_alloc(finding->arena, (directory->facet_count + 1) *
						    sizeof(*finding->chosen));
	for (size_t i = 0; i < directory->facet_count; i++)
		if (finding->query->is_filtered[i])
			finding->chosen[i] =
				chosen_of(finding, &directory->facets[i]);
}

/* Sets `within` to what fits the wish but for what it says of the facet at
 * place `but`. */
static void meet(const struct finding *finding, size_t but)
{
	const struct directory *directory = finding->query->directory;
	size_t words = finding->sets->words;

	if (finding->matched != NULL)
		memcpy(finding->within, finding->matched,
		       words * sizeof(uint64_t));
	else
		bits_fill(finding->within, directory->entry_count);
	for (size_t i = 0; i < directory->facet_count; i++)
		if (finding->chosen[i] != NULL && i != but)
			bits_keep(finding->within, finding->chosen[i], words);
}

/* Where nothing is left out, what holds a term is what was counted of it. */
static void count_terms(const struct finding *finding,
			const struct facet *facet, bool is_all, size_t *counts)
{
	const struct sets *sets = finding->sets;

	for (size_t i = facet->first; i < facet->first + facet->count; i++)
		counts[i] =
			is_all ? sets->of_terms[i].count :
				 sets_count_among(&sets->of_terms[i],
						  finding->within, sets->words);
}

/* Counts all terms; what fits in all is what is within in the end. */
static const size_t *count_all(const struct finding *finding,
			       struct results *results)
{
	const struct directory *directory = finding->query->directory;
	size_t *counts = arena_alloc(
		finding->arena, (directory->term_count + 1) * sizeof(*counts));

	for (size_t i = 0; i < directory->facet_count; i++) {
		if (finding->chosen[i] == NULL)
			continue;
		meet(finding, i);
		count_terms(finding, &directory->facets[i], false, counts);
	}
	meet(finding, directory->facet_count);
	results->found = finding->within;
	results->count = bits_count(finding->within, finding->sets->words);
	for (size_t i = 0; i < directory->facet_count; i++)
		if (finding->chosen[i] == NULL)
			count_terms(finding, &directory->facets[i],
				    results->count == directory->entry_count,
				    counts);
	return counts;
}

/* What is found, in the order of the directory. */
static void list_all(const struct finding *finding,
		     const struct results *results,
		     const struct entry **entries)
{
	struct entry *const *all = finding->query->directory->entries;
	size_t words = finding->sets->words, place = 0;

	for (size_t i = 0; i < results->count; i++) {
		place = bits_next(results->found, words, place);
		entries[i] = all[place++];
	}
}

static void list_by_name(const struct finding *finding,
			 const struct results *results,
			 const struct entry **entries)
{
	const struct directory *directory = finding->query->directory;
	const uint32_t *places = finding->sets->by_name;
	size_t count = 0;

	for (size_t i = 0; count < results->count; i++)
		if (bits_has(results->found, places[i]))
			entries[count++] = directory->entries[places[i]];
}

/* What comes before what, as a number below NEED_ORDERS; those that have the
 * same stay in the directory's order. What has the words best comes first. */
static unsigned order_of(const struct query *query, const struct entry *entry)
{
	unsigned order = match_order(query->match, entry->place);

	if (query->sort == QUERY_SORT_NEED)
		order = need_order(query, entry, order);
	return order;
}

/* Puts those of the directory's order into that of their orders. */
static void list_by_order(const struct finding *finding,
			  const struct results *results,
			  const struct entry **entries)
{
	size_t count = results->count;
	unsigned *orders =
		arena_alloc(finding->arena, (count + 1) * sizeof(*orders));
	size_t *places =
		arena_alloc(finding->arena, (count + 1) * sizeof(*places));
	const struct entry **listed =
		arena_alloc(finding->arena, (count + 1) * sizeof(*listed));

	list_all(finding, results, listed);
	for (size_t i = 0; i < count; i++)
		orders[i] = order_of(finding->query, listed[i]);
	sorted_by_order(orders, count, NEED_ORDERS, places);
	for (size_t i = 0; i < count; i++)
		entries[i] = listed[places[i]];
}

static const struct entry *const *list(const struct finding *finding,
				       const struct results *results)
{
	const struct query *query = finding->query;
	bool is_plain =
		finding->matched == NULL && query->sort == QUERY_SORT_DIRECTORY;
	const struct entry **entries;

	if (is_plain && results->count == query->directory->entry_count)
		return (const struct entry *const *)query->directory->entries;
	entries = arena_alloc(finding->arena,
			      (results->count + 1) * sizeof(*entries));
	if (query->sort == QUERY_SORT_NAME)
		list_by_name(finding, results, entries);
	else if (is_plain)
		list_all(finding, results, entries);
	else
		list_by_order(finding, results, entries);
	return entries;
}

static const struct results *search(const struct query *query,
				    struct arena *arena)
{
	struct results *results = arena_alloc(arena, sizeof(*results));
	struct finding finding = {
		.query = query,
		.sets = query->directory->sets,
		.arena = arena,
		.matched = matched_by(query, arena),
		.within = bits_new(query->directory->entry_count, arena),
	};

	choose(&finding);
	results->counts = count_all(&finding, results);
	results->entries = list(&finding, results);
	return results;
}

const struct results *facet_search(const struct query *query)
{
	struct query_memo *memo = query->memo;

	if (memo->results == NULL)
		memo->results = search(query, memo->arena);
	return memo->results;
}

bool facet_search_found(const struct results *results,
			const struct entry *entry)
{
	return bits_has(results->found, entry->place);
}

/* Whether the entry holds a chosen term of the facet. */
static bool holds_chosen(const struct query *query, const struct entry *entry,
			 size_t facet)
{
	for (size_t i = 0; i < entry->term_count; i++)
		if (query->chosen[entry->terms[i]] &&
		    query->directory->terms[entry->terms[i]].facet == facet)
			return true;
	return false;
}

bool facet_search_fits(const struct query *query, const struct entry *entry)
{
	for (size_t i = 0; i < query->directory->facet_count; i++)
		if (query->is_filtered[i] && !holds_chosen(query, entry, i))
			return false;
	return true;
}

long long facet_search_pages(const struct results *results, long long per_page)
{
	long long count = (long long)results->count;

	return count == 0 ? 1 : (count + per_page - 1) / per_page;
}
