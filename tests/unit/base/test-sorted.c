/* What stands in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/sorted.h"
#include "lib/support.h"

static bool is_less(const void *item, const void *wanted)
{
	const int *one = item, *other = wanted;

	return *one < *other;
}

static void the_first_that_is_not_before_what_is_wanted_is_found(void **state)
{
	static const int items[] = { 2, 4, 4, 4, 7 };
	static const struct {
		int wanted;
		size_t place;
	} cases[] = { { 1, 0 }, { 2, 0 }, { 3, 1 }, { 4, 1 },
		      { 5, 4 }, { 7, 4 }, { 8, 5 } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(sorted_first(items, 5, sizeof(*items), is_less,
					      &cases[i].wanted),
				 cases[i].place);
	assert_int_equal(sorted_first(NULL, 0, sizeof(*items), is_less,
				      &cases[0].wanted),
			 0);
}

static void prefixes_are_in_the_order_of_their_texts(void **state)
{
	static const char *const texts[] = { "",	 "a", "aa",	 "ab",
					     "abcdefgh", "b", "\xc3\xa1" };

	(void)state;
	for (size_t i = 1; i < sizeof(texts) / sizeof(*texts); i++)
		assert_true(sorted_prefix(texts[i - 1]) <
			    sorted_prefix(texts[i]));
	assert_true(sorted_prefix("abcdefgh") == sorted_prefix("abcdefghi"));
}

static void what_has_the_same_order_keeps_its_own(void **state)
{
	static const unsigned orders[] = { 2, 0, 2, 1, 0 };
	static const size_t right[] = { 1, 4, 3, 0, 2 };
	size_t places[5];

	(void)state;
	sorted_by_order(orders, 5, 3, places);
	assert_memory_equal(places, right, sizeof(right));
	sorted_by_order(orders, 0, 3, places);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_first_that_is_not_before_what_is_wanted_is_found),
		cmocka_unit_test(prefixes_are_in_the_order_of_their_texts),
		cmocka_unit_test(what_has_the_same_order_keeps_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
