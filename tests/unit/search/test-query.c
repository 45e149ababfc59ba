/* A wish: read from a query string, and written in its one spelling. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/support.h"
#include "search/facet-search.h"
#include "search/query.h"

#define ROUNDS 20000

/* Query strings, their canonical spelling, and which parameter is unclear. */
static const struct {
	const char *text, *canonical, *unclear;
} wishes[] = {
	{ "", "", NULL },
	{ "audience=workers", "audience=workers", NULL },
	{ "audience=lawyers,workers", "audience=workers&audience=lawyers",
	  NULL },
	{ "audience=lawyers&x=1&audience=workers&audience=lawyers",
	  "audience=workers&audience=lawyers", NULL },
	{ "goal=access&department=base&audience=workers",
	  "audience=workers&department=base&goal=access", NULL },
	{ "audience=workers&per_page=5&page=3",
	  "page=3&per_page=5&audience=workers", NULL },
	{ "page=1&per_page=50&heading=2&filters=section", "", NULL },
	{ "lang=en", "lang=en", NULL },
	{ "heading=3&audience=workers&lang=es",
	  "lang=es&heading=3&audience=workers", NULL },
	{ "audience=", "", NULL },
	{ "audience=,,workers,", "audience=workers", NULL },
	{ "q=words", "q=words", NULL },
	{ "%61udience=%77orkers", "audience=workers", NULL },
	{ "sp-audience=workers", "", NULL },
	{ "audience=workers,nobody", "audience=workers", "audience" },
	{ "audience=access", "", "audience" },
	{ "audience=Workers", "", "audience" },
	{ "audience=workers%00", "", "audience" },
	{ "audience=%ff&goal=access", "goal=access", "audience" },
	{ "goal=x&audience=y", "", "goal" },
	{ "page=0", "", "page" },
	{ "page=-1", "", "page" },
	{ "page=x", "", "page" },
	{ "page=1x", "", "page" },
	{ "page= 1", "", "page" },
	{ "page=99999999999999999999", "page=1000000", "page" },
	{ "terms_page=1", "", NULL },
	{ "terms_page=2", "", "terms_page" },
	{ "terms=audience&terms_page=2", "terms=audience", "terms_page" },
	{ "per_page=100", "per_page=100", NULL },
	{ "per_page=101", "per_page=100", NULL },
	{ "per_page=99999999999", "per_page=100", NULL },
	{ "per_page=007", "per_page=7", NULL },
	{ "per_page=0000000000", "", "per_page" },
	{ "per_page=99999999999999999999999", "per_page=100", NULL },
	{ "per_page=5&per_page=6", "per_page=5", NULL },
	{ "per_page=x&per_page=6", "", "per_page" },
	{ "heading=1", "", "heading" },
	{ "heading=6", "heading=5", "heading" },
	{ "filters=nowhere", "", "filters" },
	{ "lang=fr", "", "lang" },
	{ "lang=", "", NULL },
	{ "links=absolute&style=none&crisis=off&exit=on&prefix=a-2",
	  "exit=on&crisis=off&style=none&links=absolute&prefix=a-2", NULL },
	{ "exit=off&crisis=on&style=sheet&links=path", "", NULL },
	{ "exit=1", "", "exit" },
	{ "prefix=2a", "", "prefix" },
	{ "prefix=A", "", "prefix" },
	{ "prefix=seventeen-letters", "", "prefix" },
	{ "filters=here&keep=x&exit=on&crisis=off&prefix=a",
	  "filters=here&keep=x", NULL },
	{ "filters=here&crisis=off&keep=x", "filters=here", NULL },
	{ "heading=3&filters=here&style=none", "heading=3&filters=here", NULL },
	{ "filters=section&heading=3", "heading=3", NULL },
	{ "filters=here", "filters=here", NULL },
	{ "filters=here&audience=workers&page=2", "filters=here", NULL },
	{ "sp-page=2&sp-audience=workers&filters=here",
	  "filters=here&sp-page=2&sp-audience=workers", NULL },
	{ "filters=here&page=%ff&audience=%ff", "filters=here", NULL },
	{ "filters=here&sp-audience=nobody", "filters=here", "audience" },
	{ "filters=here&filters=section", "filters=here", NULL },
	{ "filters=here&sp-heading=4&sp-filters=section", "filters=here",
	  NULL },
};

static void a_wish_has_one_spelling(void **state)
{
	for (size_t i = 0; i < COUNT(wishes); i++) {
		const struct query *query =
			support_query(state, wishes[i].text);

		assert_string_equal(query_canonical(query),
				    wishes[i].canonical);
		assert_int_equal(query_is_canonical(query),
				 strcmp(wishes[i].text, wishes[i].canonical) ==
					 0);
		if (wishes[i].unclear == NULL)
			assert_null(query->unclear);
		else
			assert_string_equal(query->unclear, wishes[i].unclear);
	}
}

static void the_canonical_spelling_is_canonical(void **state)
{
	for (size_t i = 0; i < COUNT(wishes); i++) {
		const struct query *query =
			support_query(state, wishes[i].text);
		const struct query *again =
			support_query(state, query_canonical(query));

		assert_true(query_is_canonical(again));
		assert_string_equal(query_canonical(again),
				    query_canonical(query));
		assert_null(again->unclear);
	}
}

static void an_ampersand_at_the_end_is_allowed(void **state)
{
	assert_true(
		query_is_canonical(support_query(state, "audience=workers&")));
	assert_true(query_is_canonical(support_query(state, "filters=here&")));
	assert_false(
		query_is_canonical(support_query(state, "audience=workers&&")));
	assert_false(
		query_is_canonical(support_query(state, "&audience=workers")));
}

static void an_empty_box_for_words_is_allowed(void **state)
{
	assert_true(query_is_canonical(support_query(state, "q=")));
	assert_true(query_is_canonical(
		support_query(state, "q=&audience=workers")));
	assert_true(query_is_canonical(
		support_query(state, "page=2&q=&audience=workers")));
	assert_false(query_is_canonical(
		support_query(state, "audience=workers&q=")));
	assert_false(query_is_canonical(support_query(state, "q=&q=")));
	assert_null(support_query(state, "q=&audience=workers")->text);
	assert_string_equal(query_canonical(support_query(state, "q=&page=2")),
			    "page=2");
}

static void words_are_cut_where_a_character_ends(void **state)
{
	struct buf text = buf_new(4096);
	const struct query *query;

	buf_puts(&text, "q=a");
	for (int i = 0; i < 100; i++)
		buf_puts(&text, "%C3%A9");
	query = support_query(state, buf_text(&text));
	assert_int_equal(strlen(query->text), 199);
	assert_string_equal(query->unclear, "q");
	buf_free(&text);
	assert_null(support_query(state, "q=boss+keeps")->unclear);
	assert_string_equal(support_query(state, "q=boss+keeps")->text,
			    "boss keeps");
	assert_null(support_query(state, "q=a%00b")->text);
	assert_string_equal(support_query(state, "q=a%00b")->unclear, "q");
}

static void terms_are_counted_once(void **state)
{
	const struct query *query =
		support_query(state, "audience=workers,workers&audience=lawyers"
				     "&goal=access");
	size_t audience = directory_facet(query->directory, "audience");
	size_t department = directory_facet(query->directory, "department");

	assert_int_equal(query->chosen_count, 3);
	assert_true(query->is_filtered[audience]);
	assert_false(query->is_filtered[department]);
}

static void assert_value(const struct query *query, const char *name,
			 const char *expected)
{
	struct buf value = buf_new(1000);
	bool is_there = query_print_value(
		query, &query_parameters[query_find_parameter(name)], &value);

	assert_true(is_there == (expected != NULL));
	support_assert_text(&value, is_there ? expected : "");
}

static void numbers_are_read_and_asked_for(void **state)
{
	const struct query *query = support_query(state, "page=7&per_page=20");

	assert_int_equal(query->page, 7);
	assert_int_equal(query->per_page, 20);
	assert_int_equal(query->heading, 2);
	assert_value(query, "page", "7");
	assert_value(query, "heading", NULL);
}

static void what_the_host_keeps_is_carried_along(void **state)
{
	const struct query *query = support_query(
		state, "filters=here&keep=page_id,tx[list]&tx[list]=a+b"
		       "&other=1&page_id=7%26&page_id=8");
	const struct query_kept *kept = query->kept;

	assert_string_equal(kept->name, "tx[list]");
	assert_string_equal(kept->value, "a b");
	assert_string_equal(kept->next->value, "7&");
	assert_string_equal(kept->next->next->value, "8");
	assert_null(kept->next->next->next);
	assert_string_equal(query_canonical(query),
			    "filters=here&keep=page_id%2Ctx%5Blist%5D&"
			    "tx%5Blist%5D=a%20b&page_id=7%26&page_id=8");
}

static void nothing_is_kept_that_the_host_does_not_name(void **state)
{
	assert_null(support_query(state, "filters=here&page_id=7")->kept);
	assert_null(support_query(state, "keep=page_id&page_id=7")->kept);
	assert_null(
		support_query(state, "filters=here&keep=page&page_id=7")->kept);
	assert_null(
		support_query(state, "filters=here&keep=page_id&page=7")->kept);
	assert_null(
		support_query(state, "filters=here&keep=a&keep=b&b=7")->kept);
	assert_null(support_query(state, "filters=here&keep=<b>&<b>=7")->kept);
	assert_null(
		support_query(state, "filters=here&keep=a&a=%ff&a=%00")->kept);
}

static void what_is_kept_has_a_bound(void **state)
{
	char many[400] = "filters=here&keep=a", large[700];
	size_t count = 0;
	const struct query_kept *kept;

	for (int i = 0; i < 40; i++)
		strcat(many, "&a=1");
	for (kept = support_query(state, many)->kept; kept; kept = kept->next)
		count++;
	assert_in_range(count, 8, 32);
	snprintf(large, sizeof(large), "filters=here&keep=a&a=%0600d", 1);
	assert_null(support_query(state, large)->kept);
}

static void assert_link(const struct query *query,
			const struct query_change *change, const char *expected)
{
	struct buf out = buf_new(1000);

	query_print_link(query, change, &out);
	support_assert_text(&out, expected);
}

static void a_link_changes_one_thing(void **state)
{
	const struct query *query =
		support_query(state, "lang=es&heading=3&page=4&per_page=5"
				     "&audience=workers&audience=lawyers");
	size_t audience = directory_facet(query->directory, "audience");
	size_t workers = directory_term(query->directory, audience, "workers");

	assert_link(query, &(struct query_change){ .without = workers },
		    "lang=es&per_page=5&audience=lawyers");
	assert_link(
		query,
		&(struct query_change){ .without = TERM_NONE, .page = 3 },
		"lang=es&page=3&per_page=5&audience=workers&audience=lawyers");
	assert_link(query,
		    &(struct query_change){ .without = TERM_NONE,
					    .is_cleared = true },
		    "lang=es&per_page=5");
}

static void a_link_on_a_hosts_page_carries_the_mark(void **state)
{
	const struct query *query = support_query(
		state, "heading=3&filters=here&keep=page_id&page_id=7"
		       "&sp-page=4&sp-per_page=5&sp-audience=workers");

	assert_link(query, &(struct query_change){ .without = TERM_NONE },
		    "page_id=7&sp-per_page=5&sp-audience=workers");
	assert_link(query,
		    &(struct query_change){ .without = TERM_NONE,
					    .is_cleared = true,
					    .page = 2 },
		    "page_id=7&sp-page=2&sp-per_page=5");
}

static void names_carry_the_mark_only_there(void **state)
{
	assert_string_equal(query_mark(support_query(state, "")), "");
	assert_string_equal(query_mark(support_query(state, "filters=here")),
			    "sp-");
}

/* For the sanitizers, and because no query may ever fail. */
static void any_bytes_are_a_wish(void **state)
{
	static const char *const parts[] = {
		"&",
		"=",
		",",
		"audience",
		"goal",
		"workers",
		"page",
		"sp-",
		"filters=here",
		"keep=",
		"per_page=",
		"%",
		"%41",
		"%00",
		"\xff",
		"7",
		"+",
		"heading",
		"lang=es",
		"department=base",
		"exit=on",
		"crisis=off",
		"prefix=",
	};

	srand(1);
	for (int round = 0; round < ROUNDS; round++) {
		struct support_place *fixture = *state;
		struct arena *arena = arena_new();
		struct buf text = buf_new(1000);
		const struct query *query, *again;

		for (int i = rand() % 12; i > 0; i--)
			buf_puts(&text, parts[(size_t)rand() % COUNT(parts)]);
		query = query_parse(fixture->directory, buf_text(&text), arena);
		again = query_parse(fixture->directory, query_canonical(query),
				    arena);
		assert_true(query_is_canonical(again));
		assert_in_range(query->page, 1, 1000000);
		assert_in_range(query->per_page, 1, 100);
		assert_in_range(query->heading, 2, 5);
		assert_non_null(facet_search(query));
		buf_free(&text);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wish_has_one_spelling),
		cmocka_unit_test(the_canonical_spelling_is_canonical),
		cmocka_unit_test(an_ampersand_at_the_end_is_allowed),
		cmocka_unit_test(an_empty_box_for_words_is_allowed),
		cmocka_unit_test(words_are_cut_where_a_character_ends),
		cmocka_unit_test(terms_are_counted_once),
		cmocka_unit_test(numbers_are_read_and_asked_for),
		cmocka_unit_test(what_the_host_keeps_is_carried_along),
		cmocka_unit_test(nothing_is_kept_that_the_host_does_not_name),
		cmocka_unit_test(what_is_kept_has_a_bound),
		cmocka_unit_test(a_link_changes_one_thing),
		cmocka_unit_test(a_link_on_a_hosts_page_carries_the_mark),
		cmocka_unit_test(names_carry_the_mark_only_there),
		cmocka_unit_test(any_bytes_are_a_wish),
	};

	return cmocka_run_group_tests(tests, support_enter_directory,
				      support_leave_directory);
}
