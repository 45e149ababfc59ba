/* What sets of entries find, against looking at every entry. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/support.h"
#include "search/facet-search.h"
#include "search/need.h"
#include "site/staleness.h"
#include "text/utf8.h"

#define ENTRIES	   400
#define GOALS	   12
#define WISHES	   300
#define TEXT_BYTES ((size_t)1024 * 1024)

struct fixture {
	struct generation *generation;
	const struct edition *edition;
};

static unsigned next(unsigned *state, size_t below)
{
	*state = *state * 1664525U + 1013904223U;
	return (unsigned)((*state >> 8) % below);
}

/* Goals that nearly all have, and goals that nearly none has, so that there are
 * sets of both forms. */
static void print_goals(unsigned *seed, struct buf *text)
{
	for (unsigned goal = 0; goal < GOALS; goal++)
		if (next(seed, 1 + goal * goal * goal / 4) == 0)
			buf_printf(text, "goal = g%u\n", goal);
}

/* Names of which some are the same but for case and accents. */
static void print_entry(unsigned number, unsigned *seed, struct buf *text)
{
	static const char *const names[] = { "Oak", "oak", "\303\226ak",
					     "Elm house and garden",
					     "Elm house" };
	static const char *const lines[] = {
		"", "status = inactive\n", "status = temporarily closed\n",
		"checked = 2019-01 | editor\n",
		"checked = 2026-11-01 | editor\n"
	};

	buf_printf(text,
		   "[entry:n%u]\nname = %s\nkind = unit\nsummary = It is.\n%s",
		   number, names[next(seed, 5)], lines[next(seed, 5)]);
	if (number > 0 && next(seed, 9) > 0)
		buf_printf(text, "listed-under = n%u\n", next(seed, number));
	if (next(seed, 2) == 0)
		buf_printf(text, "phone = p%u, p%u\n", next(seed, 3),
			   3 + next(seed, 3));
	print_goals(seed, text);
	buf_puts(text, "\n");
}

static void print_directory(struct buf *text)
{
	unsigned seed = 7;

	buf_puts(text, "[audience:a]\nname = A\n\n[audience:b]\nname = B\n\n"
		       "[answered-by:us]\nname = Us.\nhelp = yes\n\n"
		       "[answered-by:them]\nname = Them.\n\n");
	for (unsigned i = 0; i < GOALS; i++)
		buf_printf(text, "[goal:g%u]\nname = Goal %u\n%s\n", i, i,
			   i == 2 ? "reports = yes\n" :
			   i == 3 ? "aside = yes\n" :
				    "");
	for (unsigned i = 0; i < 6; i++)
		buf_printf(text,
			   "[phone:p%u]\nnumber = +1-202-555-01%02u\n"
			   "purpose = To ask\nanswered-by = %s\n%s%s\n",
			   i, i, i % 2 ? "us" : "them",
			   i % 3 ? "verified = 2026-11-01 | a page\n" : "",
			   i % 4 == 1 ? "audience = a\n" : "");
	for (unsigned i = 0; i < ENTRIES; i++)
		print_entry(i, &seed, text);
}

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	struct buf text = buf_new(TEXT_BYTES);

	assert_non_null(fixture);
	assert_int_equal(support_enter(state), 0);
	print_directory(&text);
	fixture->generation = support_generation(buf_text(&text));
	fixture->edition = generation_edition(fixture->generation, false);
	buf_free(&text);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	generation_release(fixture->generation);
	free(fixture);
	*state = NULL;
	return support_leave(state);
}

/* A wish by some terms, of departments too. */
static const struct query *draw(const struct fixture *fixture, unsigned *seed,
				const char *order, struct arena *arena)
{
	const struct directory *directory = fixture->edition->directory;
	struct buf text = buf_new(TEXT_BYTES);
	const struct query *query;

	for (unsigned i = next(seed, 4); i > 0; i--) {
		const struct term *term =
			&directory->terms[next(seed, directory->term_count)];

		buf_printf(&text, "%s=%s&", directory->facets[term->facet].id,
			   term->id);
	}
	buf_printf(&text, "sort=%s", order);
	query = query_parse(directory,
			    arena_text(arena, buf_text(&text), text.length),
			    arena);
	assert_null(query->unclear);
	buf_free(&text);
	return query;
}

/* How many entries hold a term and fit the wish without what it says of the
 * facet of that term. */
static size_t count_by_hand(const struct query *query, size_t term)
{
	const struct directory *directory = query->directory;
	struct arena *arena = arena_new();
	const struct query *wider =
		query_without(query, directory->terms[term].facet, arena);
	size_t count = 0;

	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];
		bool holds = false;

		for (size_t j = 0; j < entry->term_count; j++)
			holds = holds || entry->terms[j] == term;
		count += holds && facet_search_fits(wider, entry);
	}
	arena_free(arena);
	return count;
}

static void assert_found(const struct query *query)
{
	const struct directory *directory = query->directory;
	const struct results *results = facet_search(query);
	size_t count = 0;

	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];
		bool fits = facet_search_fits(query, entry);

		assert_int_equal(facet_search_found(results, entry), fits);
		count += fits;
	}
	assert_int_equal(results->count, count);
	for (size_t i = 0; i < results->count; i++)
		assert_true(facet_search_found(results, results->entries[i]));
	for (size_t i = 0; i < directory->term_count; i++)
		assert_int_equal(results->counts[i], count_by_hand(query, i));
}

static void it_finds_and_counts_what_looking_at_each_entry_does(void **state)
{
	unsigned seed = 1;

	for (int i = 0; i < WISHES; i++) {
		struct arena *arena = arena_new();

		assert_found(draw(*state, &seed, "directory", arena));
		arena_free(arena);
	}
}

static int by_place(const struct query *query, const struct entry *a,
		    const struct entry *b)
{
	(void)query;
	return (a->place > b->place) - (a->place < b->place);
}

static int by_name(const struct query *query, const struct entry *a,
		   const struct entry *b)
{
	char *left = utf8_folded(record_text(a->record, ENTRY_NAME));
	char *right = utf8_folded(record_text(b->record, ENTRY_NAME));
	int order = strcmp(left, right);

	(void)query;
	free(left);
	free(right);
	return order != 0 ? order : strcmp(a->id, b->id);
}

/* What an entry is for this reader, from its record and its phones. */
static enum need need_by_hand(const struct query *query,
			      const struct entry *entry)
{
	const char *status = record_text(entry->record, ENTRY_STATUS);
	bool reports = false;

	if (status != NULL && strcmp(status, "temporarily closed") == 0)
		return NEED_CLOSED;
	if (status != NULL && strcmp(status, "active") != 0)
		return NEED_FORMER;
	for (size_t i = 0; i < query->directory->term_count; i++)
		reports = reports || (query->chosen[i] &&
				      query->directory->terms[i].is_report);
	for (size_t i = 0; i < entry->phone_count; i++) {
		const struct phone *phone = entry->phones[i];

		if (!need_shows(query, phone))
			continue;
		if (!entry_phone_is_confirmed(phone))
			return NEED_REST;
		return phone->is_help ? NEED_HELP :
		       reports	      ? NEED_REPORT :
					NEED_REST;
	}
	return NEED_REST;
}

static int by_need(const struct query *query, const struct entry *a,
		   const struct entry *b)
{
	int left = (int)need_by_hand(query, a),
	    right = (int)need_by_hand(query, b);

	assert_int_equal(need_of(query, a), left);
	return left != right ? (left > right) - (left < right) :
			       by_place(query, a, b);
}

static void each_order_is_that_of_its_comparison(void **state)
{
	static const struct {
		const char *name;
		int (*compare)(const struct query *query, const struct entry *a,
			       const struct entry *b);
	} orders[] = { { "directory", by_place },
		       { "name", by_name },
		       { "need", by_need } };
	unsigned seed = 2;

	for (int i = 0; i < WISHES; i++) {
		struct arena *arena = arena_new();
		size_t order = (size_t)i % COUNT(orders);
		const struct query *query =
			draw(*state, &seed, orders[order].name, arena);
		const struct results *results = facet_search(query);

		for (size_t j = 1; j < results->count; j++)
			assert_true(orders[order].compare(
					    query, results->entries[j - 1],
					    results->entries[j]) < 0);
		arena_free(arena);
	}
}

static void what_is_past_is_counted_as_one_by_one(void **state)
{
	const struct fixture *fixture = *state;
	struct edition edition = *fixture->edition;
	unsigned seed = 3;

	memcpy(edition.today, "2026-11-26", sizeof(edition.today));
	for (int i = 0; i < WISHES; i++) {
		struct arena *arena = arena_new();
		const struct results *results =
			facet_search(draw(fixture, &seed, "directory", arena));
		size_t count = 0;

		for (size_t j = 0; j < results->count; j++) {
			const struct entry *entry = results->entries[j];

			count += record_value(entry->record, ENTRY_CHECKED) !=
					 NULL &&
				 staleness_entry_is_past(&edition, entry);
		}
		assert_int_equal(staleness_count_past(&edition, results->found),
				 count);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			it_finds_and_counts_what_looking_at_each_entry_does),
		cmocka_unit_test(each_order_is_that_of_its_comparison),
		cmocka_unit_test(what_is_past_is_counted_as_one_by_one),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
