/* What tells a program from another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/program.h"
#include "lib/support.h"

static void the_program_is_part_of_a_hash_and_the_same_each_time(void **state)
{
	unsigned char none[DIGEST_BYTES], one[DIGEST_BYTES], two[DIGEST_BYTES];
	struct digest empty = digest_new(), first = digest_new(),
		      second = digest_new();

	(void)state;
	program_add_to_digest(&first);
	program_add_to_digest(&second);
	digest_end(&empty, none);
	digest_end(&first, one);
	digest_end(&second, two);
	assert_false(digest_is_same(none, one));
	assert_true(digest_is_same(one, two));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_program_is_part_of_a_hash_and_the_same_each_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
