/* How many bytes may be spent in a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "cache/allowance.h"
#include "lib/redis_calls.h"

#define DAY_MS 86400000LL

static void no_more_than_the_bytes_of_a_day_are_spent_in_it(void **state)
{
	struct allowance *allowance = allowance_new(100);

	(void)state;
	assert_false(allowance_take(allowance, 101));
	assert_true(allowance_take(allowance, 60));
	assert_false(allowance_take(allowance, 41));
	assert_true(allowance_take(allowance, 40));
	assert_true(allowance_take(allowance, 0));
	assert_false(allowance_take(allowance, 1));
	assert_false(allowance_take(allowance, SIZE_MAX));
	later(DAY_MS - 60000);
	assert_false(allowance_take(allowance, 1));
	later(60000);
	assert_true(allowance_take(allowance, 100));
	assert_false(allowance_take(allowance, 1));
	allowance_free(allowance);
	allowance_free(NULL);
}

static void what_was_not_spent_after_all_can_be_taken_again(void **state)
{
	struct allowance *allowance = allowance_new(100);

	(void)state;
	assert_true(allowance_take(allowance, 100));
	allowance_give_back(allowance, 30);
	assert_false(allowance_take(allowance, 31));
	assert_true(allowance_take(allowance, 30));
	later(DAY_MS);
	assert_true(allowance_take(allowance, 10));
	allowance_give_back(allowance, 100);
	assert_false(allowance_take(allowance, 101));
	assert_true(allowance_take(allowance, 100));
	allowance_free(allowance);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			no_more_than_the_bytes_of_a_day_are_spent_in_it),
		cmocka_unit_test(
			what_was_not_spent_after_all_can_be_taken_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
