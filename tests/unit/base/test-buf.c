/* Bytes up to a ceiling. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <string.h>

#include "base/buf.h"
#include "lib/support.h"

static void what_is_written_stands_one_behind_the_other(void **state)
{
	struct buf buf = buf_new(100);

	(void)state;
	assert_string_equal(buf_text(&buf), "");
	buf_puts(&buf, "a");
	buf_put(&buf, "b\0c", 3);
	buf_puts(&buf, "");
	buf_printf(&buf, "%s-%03d", "d", 7);
	assert_int_equal(buf.length, 9);
	assert_memory_equal(buf_text(&buf), "ab\0cd-007", 10);
	assert_false(buf_is_spoilt(&buf));
	buf_free(&buf);
}

static void a_number_stands_as_printf_has_it(void **state)
{
	static const long long numbers[] = { 0,	  7,	     10,       -1,
					     907, LLONG_MAX, LLONG_MIN };

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct buf buf = buf_new(100), wanted = buf_new(100);

		buf_put_number(&buf, numbers[i]);
		buf_printf(&wanted, "%lld", numbers[i]);
		assert_string_equal(buf_text(&buf), buf_text(&wanted));
		buf_free(&buf);
		buf_free(&wanted);
	}
}

static void the_ceiling_itself_can_be_reached(void **state)
{
	struct buf buf = buf_new(4);

	(void)state;
	buf_puts(&buf, "ab");
	buf_printf(&buf, "%s", "cd");
	assert_false(buf_is_spoilt(&buf));
	assert_string_equal(buf_text(&buf), "abcd");
	buf_puts(&buf, "");
	assert_false(buf_is_spoilt(&buf));
	buf_puts(&buf, "e");
	assert_true(buf_is_spoilt(&buf));
	buf_free(&buf);
}

static void the_first_that_does_not_fit_spoils_all_that_follows(void **state)
{
	struct buf buf = buf_new(4);

	(void)state;
	buf_puts(&buf, "ab");
	buf_puts(&buf, "cde");
	buf_puts(&buf, "f");
	buf_printf(&buf, "%d", 1);
	buf_put(&buf, "", 0);
	assert_true(buf_is_spoilt(&buf));
	assert_int_equal(buf.length, 2);
	assert_string_equal(buf_text(&buf), "ab");
	buf_free(&buf);
}

static void formatted_text_spoils_too(void **state)
{
	struct buf buf = buf_new(4);

	(void)state;
	buf_printf(&buf, "%s", "abcde");
	assert_true(buf_is_spoilt(&buf));
	assert_string_equal(buf_text(&buf), "");
	buf_free(&buf);
}

static void a_buffer_without_room_takes_nothing(void **state)
{
	struct buf buf = buf_new(0);

	(void)state;
	buf_puts(&buf, "");
	assert_false(buf_is_spoilt(&buf));
	buf_puts(&buf, "a");
	assert_true(buf_is_spoilt(&buf));
	assert_string_equal(buf_text(&buf), "");
	buf_free(&buf);
}

static void what_was_freed_is_empty_with_the_same_ceiling(void **state)
{
	struct buf buf = buf_new(4);

	(void)state;
	buf_puts(&buf, "abcde");
	buf_free(&buf);
	assert_false(buf_is_spoilt(&buf));
	assert_string_equal(buf_text(&buf), "");
	buf_puts(&buf, "abcd");
	assert_string_equal(buf_text(&buf), "abcd");
	buf_puts(&buf, "e");
	assert_true(buf_is_spoilt(&buf));
	buf_free(&buf);
	buf_free(&buf);
}

static void many_writes_arrive(void **state)
{
	struct buf buf = buf_new((size_t)1 << 20);

	(void)state;
	for (int i = 0; i < 20000; i++)
		buf_printf(&buf, "%05d,", i);
	assert_int_equal(buf.length, 120000);
	for (int i = 0; i < 20000; i += 777) {
		struct buf one = buf_new(8);

		buf_printf(&one, "%05d,", i);
		assert_memory_equal(buf.bytes + i * 6, one.bytes, 6);
		buf_free(&one);
	}
	buf_free(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_stands_one_behind_the_other),
		cmocka_unit_test(a_number_stands_as_printf_has_it),
		cmocka_unit_test(the_ceiling_itself_can_be_reached),
		cmocka_unit_test(
			the_first_that_does_not_fit_spoils_all_that_follows),
		cmocka_unit_test(formatted_text_spoils_too),
		cmocka_unit_test(a_buffer_without_room_takes_nothing),
		cmocka_unit_test(what_was_freed_is_empty_with_the_same_ceiling),
		cmocka_unit_test(many_writes_arrive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
