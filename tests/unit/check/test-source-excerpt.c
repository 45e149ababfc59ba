/* Faults as people see them: the line, and a mark under the place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "check/source-excerpt.h"
#include "lib/support.h"

/* Asserts what is printed of one fault of `bytes`. */
static void assert_shown(const char *bytes, size_t length, int line, int column,
			 const char *expected)
{
	struct err err = { 0 };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	support_write("a.ini", bytes, length);
	err_at_column(&err, "a.ini", line, column, "wrong");
	source_excerpt_print(&err, "warning: ", out);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
	err_free(&err);
}

#define ASSERT_SHOWN(BYTES, LINE, COLUMN, EXPECTED)                            \
	assert_shown(BYTES, sizeof(BYTES) - 1, LINE, COLUMN, EXPECTED)

static void the_line_follows_with_a_mark_under_the_place(void **state)
{
	(void)state;
	ASSERT_SHOWN("[a]\nb = c, d\ne = f\n", 2, 8,
		     "a.ini:2:8: warning: wrong\n"
		     "    b = c, d\n"
		     "           ^\n");
	ASSERT_SHOWN("b = c", 1, 1,
		     "a.ini:1:1: warning: wrong\n    b = c\n    ^\n");
	ASSERT_SHOWN("b = c\r\n", 1, 6,
		     "a.ini:1:6: warning: wrong\n    b = c\n         ^\n");
}

static void the_mark_stands_right_behind_tabs_and_letters(void **state)
{
	(void)state;
	ASSERT_SHOWN("\tb\t= \xc3\xb1, d\n", 1, 10,
		     "a.ini:1:10: warning: wrong\n"
		     "    \tb\t= \xc3\xb1, d\n"
		     "    \t \t     ^\n");
}

static void bytes_that_are_no_text_are_not_printed(void **state)
{
	(void)state;
	ASSERT_SHOWN("b = \x1b[31m\xff\0\xe2\x80\xae d\n", 1, 5,
		     "a.ini:1:5: warning: wrong\n"
		     "    b = ?[31m????? d\n"
		     "        ^\n");
}

static void a_long_line_is_shortened_around_the_place(void **state)
{
	char line[1000], expected[400];

	(void)state;
	memset(line, 'x', sizeof(line));
	line[599] = 'y';
	snprintf(expected, sizeof(expected),
		 "a.ini:1:600: warning: wrong\n"
		 "    ...%.50sy%.21s...\n"
		 "       %50s^\n",
		 line, line, "");
	assert_shown(line, sizeof(line), 1, 600, expected);
	snprintf(expected, sizeof(expected),
		 "a.ini:1:1: warning: wrong\n    %.72s...\n    ^\n", line);
	assert_shown(line, sizeof(line), 1, 1, expected);
}

static void a_long_line_is_never_cut_within_a_letter(void **state)
{
	char line[600];
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(line); i++)
		line[i] = i % 2 == 0 ? '\xc3' : '\xb1';
	support_write("a.ini", line, sizeof(line));
	for (int column = 1; column < (int)sizeof(line); column++) {
		char *text = NULL;
		size_t size;
		FILE *out = open_memstream(&text, &size);

		err_at_column(&err, "a.ini", 1, column, "wrong");
		source_excerpt_print(&err, "", out);
		fclose(out);
		if (column % 2 == 1)
			assert_null(strchr(text, '?'));
		free(text);
		err_free(&err);
	}
}

static void what_is_not_there_is_not_shown(void **state)
{
	(void)state;
	ASSERT_SHOWN("b = c\n", 2, 1, "a.ini:2:1: warning: wrong\n");
	ASSERT_SHOWN("b = c\n", 0, 0, "a.ini: warning: wrong\n");
	ASSERT_SHOWN("b = c\n", 1, 99,
		     "a.ini:1:99: warning: wrong\n    b = c\n         ^\n");
}

static void faults_of_many_files_show_each_its_own_line(void **state)
{
	struct err err = { 0 };
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	(void)state;
	support_write("a.ini", "one\ntwo\n", 8);
	support_write("b.ini", "three\nfour\n", 11);
	err_at(&err, "b.ini", 1, "b");
	err_at_column(&err, "a.ini", 2, 2, "second");
	err_at_column(&err, "a.ini", 2, 1, "first");
	err_at(&err, "nowhere.ini", 2, "n");
	source_excerpt_print(&err, "", out);
	fclose(out);
	assert_string_equal(text, "a.ini:2:1: first\n    two\n    ^\n"
				  "a.ini:2:2: second\n    two\n     ^\n"
				  "b.ini:1:1: b\n    three\n    ^\n"
				  "nowhere.ini:2:1: n\n");
	free(text);
	err_free(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_line_follows_with_a_mark_under_the_place),
		cmocka_unit_test(the_mark_stands_right_behind_tabs_and_letters),
		cmocka_unit_test(bytes_that_are_no_text_are_not_printed),
		cmocka_unit_test(a_long_line_is_shortened_around_the_place),
		cmocka_unit_test(a_long_line_is_never_cut_within_a_letter),
		cmocka_unit_test(what_is_not_there_is_not_shown),
		cmocka_unit_test(faults_of_many_files_show_each_its_own_line),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
