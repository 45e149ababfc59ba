/* Faults: gathered, sorted, printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "lib/support.h"

static void a_fault_is_printed_with_file_and_line(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_at(&err, "a.ini", 12, "%s: `%d`", "order", 7), -1);
	assert_int_equal(err.count, 1);
	support_assert_faults(&err, "a.ini:12:1: order: `7`\n");
}

static void a_fault_of_a_whole_file_has_no_line(void **state)
{
	struct err err = { 0 };

	(void)state;
	err_at(&err, "a.ini", 0, "cannot be read");
	support_assert_faults(&err, "a.ini: cannot be read\n");
}

static void a_fault_without_a_place_is_only_its_words(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_plain(&err, "there is no %s", "directory"), -1);
	support_assert_faults(&err, "there is no directory\n");
}

static void what_two_threads_found_is_joined_in_order(void **state)
{
	struct err one = { 0 }, other = { 0 };

	(void)state;
	err_at(&one, "a.ini", 1, "of one");
	for (int i = 0; i < 20; i++)
		err_at(&other, "a.ini", 1, "of the other");
	err_join(&one, &other);
	assert_int_equal(one.count, 21);
	assert_string_equal(one.faults[0].text, "of one");
	assert_string_equal(one.faults[20].text, "of the other");
	assert_int_equal(other.count, 0);
	err_at(&other, "b.ini", 1, "later");
	err_free(&other);
	err_free(&one);
}

static void faults_are_printed_by_file_and_line(void **state)
{
	struct err err = { 0 };

	(void)state;
	err_at(&err, "b.ini", 2, "third");
	err_at(&err, "a.ini", 10, "second");
	err_at(&err, "b.ini", 10, "fourth, b");
	err_at(&err, "b.ini", 10, "fourth, a");
	err_at(&err, "a.ini", 9, "first");
	err_plain(&err, "of no file");
	support_assert_faults(&err, "of no file\n"
				    "a.ini:9:1: first\n"
				    "a.ini:10:1: second\n"
				    "b.ini:2:1: third\n"
				    "b.ini:10:1: fourth, a\n"
				    "b.ini:10:1: fourth, b\n");
}

static void every_fault_is_kept_however_many_and_long(void **state)
{
	struct err err = { 0 };
	char words[5000];

	(void)state;
	memset(words, 'x', sizeof(words) - 1);
	words[sizeof(words) - 1] = '\0';
	for (int line = 1; line <= 1000; line++)
		err_at(&err, "a.ini", line, "%s", words);
	assert_int_equal(err.count, 1000);
	assert_string_equal(err.faults[999].text, words);
	err_free(&err);
}

static void a_file_name_is_copied(void **state)
{
	struct err err = { 0 };
	char file[] = "a.ini";

	(void)state;
	err_at(&err, file, 1, "fault");
	memset(file, 'x', sizeof(file) - 1);
	support_assert_faults(&err, "a.ini:1:1: fault\n");
}

static void what_was_freed_can_be_used_again(void **state)
{
	struct err err = { 0 };

	(void)state;
	err_at(&err, "a.ini", 1, "first");
	err_free(&err);
	assert_int_equal(err.count, 0);
	err_free(&err);
	err_at(&err, "a.ini", 2, "second");
	support_assert_faults(&err, "a.ini:2:1: second\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fault_is_printed_with_file_and_line),
		cmocka_unit_test(a_fault_of_a_whole_file_has_no_line),
		cmocka_unit_test(a_fault_without_a_place_is_only_its_words),
		cmocka_unit_test(what_two_threads_found_is_joined_in_order),
		cmocka_unit_test(faults_are_printed_by_file_and_line),
		cmocka_unit_test(every_fault_is_kept_however_many_and_long),
		cmocka_unit_test(a_file_name_is_copied),
		cmocka_unit_test(what_was_freed_can_be_used_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
