/* A wish as it is where the answer stands: on a page of our own, on a host's,
 * in a frame; the wider one; and what is remembered of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "search/facet-search.h"
#include "search/query.h"

static void assert_value(const struct query *query, const char *name,
			 const char *expected)
{
	struct buf value = buf_new(1000);
	bool is_there = query_print_value(
		query, &query_parameters[query_find_parameter(name)], &value);

	assert_true(is_there == (expected != NULL));
	support_assert_text(&value, is_there ? expected : "");
}

static void choices_have_a_usual_word_and_another(void **state)
{
	const struct query *query = support_query(
		state, "exit=on&crisis=off&style=none&links=absolute"
		       "&prefix=one&filters=here");

	assert_true(query->has_exit && query->is_bare && query->is_unstyled &&
		    query->is_absolute && query->is_here);
	assert_string_equal(query->prefix, "one");
	assert_value(query, "crisis", "off");
	assert_value(query, "prefix", "one");
	assert_value(support_query(state, "crisis=on"), "crisis", NULL);
	assert_value(support_query(state, "prefix=<b>"), "prefix", NULL);
}

static void a_page_of_our_own_keeps_only_the_visitors_wish(void **state)
{
	struct support_place *fixture = *state;
	const struct query *query = query_without_parts(
		support_query(state,
			      "lang=es&exit=on&crisis=off&prefix=one&page=2"
			      "&audience=workers"),
		QUERY_PART_HOST, fixture->arena);

	assert_string_equal(query_canonical(query),
			    "lang=es&page=2&audience=workers");
	assert_false(query_is_canonical(query));
	query = support_query(state, "page=2&audience=workers");
	assert_true(query_is_canonical(query));
	assert_ptr_equal(
		query_without_parts(query, QUERY_PART_HOST, fixture->arena),
		query);
}

static void a_wish_is_freed_of_some_parts(void **state)
{
	struct support_place *fixture = *state;
	const struct query *query = support_query(
		state, "exit=on&fields=id&format=csv&sort=name&page=2");

	assert_string_equal(query_canonical(query_without_parts(
				    query, QUERY_PART_FORMAT, fixture->arena)),
			    "exit=on&page=2&sort=name");
	assert_string_equal(query_canonical(query_without_parts(
				    query, QUERY_PART_FORMAT | QUERY_PART_ORDER,
				    fixture->arena)),
			    "exit=on&page=2");
	query = support_query(state, "filters=here&keep=id&id=7&sp-page=2");
	assert_string_equal(query_canonical(query_without_parts(
				    query, QUERY_PART_HOST, fixture->arena)),
			    "page=2");
}

static void links_in_a_frame_carry_what_the_host_wrote(void **state)
{
	static const struct query_change change = { .without = TERM_NONE };
	struct support_place *fixture = *state;
	struct buf out = buf_new(1000);
	const struct query *query = query_framed(
		support_query(state,
			      "exit=on&filters=here&sp-audience=workers"),
		fixture->arena);

	assert_false(query->is_here);
	query_print_link(query, &change, &out);
	support_assert_text(&out, "exit=on&audience=workers");
	query_print_host(query, &out);
	support_assert_text(&out, "exit=on");
}

static void a_wider_wish_lacks_one_facet(void **state)
{
	struct support_place *fixture = *state;
	const struct query *query = support_query(
		state, "page=2&audience=workers,lawyers&goal=access");
	size_t audience = directory_facet(query->directory, "audience");

	query = query_without(query, audience, fixture->arena);
	assert_string_equal(query_canonical(query), "goal=access");
	assert_int_equal(query->chosen_count, 1);
	assert_false(query->is_filtered[audience]);
}

static void what_is_made_of_a_wish_is_made_once(void **state)
{
	struct support_place *fixture = *state;
	const struct query *query = support_query(state, "page=2&goal=access");
	const struct query *first = query_at_page(query, 1, fixture->arena);

	assert_ptr_equal(query_canonical(query), query_canonical(query));
	assert_ptr_equal(facet_search(query), facet_search(query));
	assert_ptr_equal(query_at_page(query, 2, fixture->arena), query);
	assert_string_equal(query_canonical(first), "goal=access");
	assert_string_equal(query_canonical(query), "page=2&goal=access");
	first = query_at_page(query, 1, fixture->arena);
	assert_ptr_equal(facet_search(first), facet_search(query));
	first = query_with_words(query, "x", NULL, fixture->arena);
	assert_ptr_not_equal(facet_search(first), facet_search(query));
}

/* Query strings, and what is left of them as a key. */
static const struct {
	const char *text, *key;
} keys[] = {
	{ "", "" },
	{ "lang=es", "" },
	{ "lang=es&goal=access", "goal=access" },
	{ "heading=3&lang=es&page=2", "heading=3&page=2" },
	{ "lang=es&filters=here&keep=id&sp-page=2", "filters=here&sp-page=2" },
	{ "filters=here&keep=id&id=7", "filters=here&id=7" },
	{ "keep=id&id=7", "" },
};

static void a_key_is_the_spelling_without_what_changes_nothing(void **state)
{
	for (size_t i = 0; i < COUNT(keys); i++)
		assert_string_equal(
			query_key(support_query(state, keys[i].text)),
			keys[i].key);
}

/* As many terms as a large taxonomy has, chosen in lists. */
static void a_wish_too_long_to_be_spelt_is_no_wish_for_everything(void **state)
{
	struct support_place *fixture = *state;
	struct buf terms = buf_new((size_t)1024 * 1024);
	struct buf wish = buf_new((size_t)1024 * 1024);
	struct buf uses = buf_new((size_t)1024 * 1024);
	const struct query *query;

	buf_puts(&wish, "goal=access");
	buf_puts(&uses, "[entry:all]\nname = All\nkind = unit\n"
			"summary = All.\n");
	for (int i = 0; i < 6000; i++) {
		buf_printf(&terms, "[goal:t%06d]\nname = Term %d\n", i, i);
		buf_printf(&wish, ",t%06d", i);
		buf_printf(&uses, "goal = t%06d\n", i);
	}
	buf_puts(&terms, buf_text(&uses));
	query = query_parse(
		support_directory(buf_text(&terms), false, fixture->arena),
		buf_text(&wish), fixture->arena);
	assert_int_equal(query->chosen_count, 6001);
	assert_string_equal(query_canonical(query), "");
	assert_null(query_key(query));
	assert_false(query_is_canonical(query));
	buf_free(&terms);
	buf_free(&wish);
	buf_free(&uses);
}

static void a_language_that_nobody_sent_leaves_a_wish_canonical(void **state)
{
	struct support_place *fixture = *state;
	const struct query *query = support_query(state, "goal=access");
	const struct query *there =
		query_in_language(query, "es", true, fixture->arena);

	assert_true(query_is_canonical(there));
	assert_string_equal(query_canonical(there), "lang=es&goal=access");
	assert_string_equal(query_key(there), "goal=access");
	assert_false(
		query_is_canonical(query_at_page(there, 2, fixture->arena)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(choices_have_a_usual_word_and_another),
		cmocka_unit_test(
			a_page_of_our_own_keeps_only_the_visitors_wish),
		cmocka_unit_test(a_wish_is_freed_of_some_parts),
		cmocka_unit_test(links_in_a_frame_carry_what_the_host_wrote),
		cmocka_unit_test(a_wider_wish_lacks_one_facet),
		cmocka_unit_test(what_is_made_of_a_wish_is_made_once),
		cmocka_unit_test(
			a_key_is_the_spelling_without_what_changes_nothing),
		cmocka_unit_test(
			a_wish_too_long_to_be_spelt_is_no_wish_for_everything),
		cmocka_unit_test(
			a_language_that_nobody_sent_leaves_a_wish_canonical),
	};

	return cmocka_run_group_tests(tests, support_enter_directory,
				      support_leave_directory);
}
