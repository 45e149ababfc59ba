/* One pair of one section is changed, and every other byte stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "ini/edit.h"
#include "lib/support.h"

#define ROOM   ((size_t)1 << 16)
#define ROUNDS 2000

static int edit_text(const char *text, const struct ini_edit *edit,
		     struct buf *out)
{
	struct err err = { 0 };
	int result = ini_edit_pair(text, strlen(text), edit, out, &err);

	assert_int_equal(err.count, result == 0 ? 0 : 1);
	err_free(&err);
	return result;
}

static void assert_edit(const char *text, struct ini_edit edit,
			const char *expected)
{
	struct buf out = buf_new(ROOM);

	edit.file = "x.ini";
	edit.kind = "phone";
	edit.id = "a";
	assert_int_equal(edit_text(text, &edit, &out), expected ? 0 : -1);
	if (expected != NULL)
		assert_string_equal(buf_text(&out), expected);
	buf_free(&out);
}

static void a_value_is_replaced_in_its_place(void **state)
{
	(void)state;
	assert_edit(
		"; k = 1\n[phone:b]\nk = 1\n[phone:a]\n  ; c\nk  =  1\n  2\n"
		"; c\nl = 1\n",
		(struct ini_edit){ .name = "k", .old = "1 2", .value = "3" },
		"; k = 1\n[phone:b]\nk = 1\n[phone:a]\n  ; c\nk  =  3\n"
		"; c\nl = 1\n");
	assert_edit("[phone:a]\r\nk = 1\r\nk = 2\r\n",
		    (struct ini_edit){ .name = "k", .old = "2", .value = "3" },
		    "[phone:a]\r\nk = 1\r\nk = 3\r\n");
	assert_edit("[phone:a]\nk = 1",
		    (struct ini_edit){ .name = "k", .old = "1", .value = "3" },
		    "[phone:a]\nk = 3");
}

static void an_indented_comment_below_a_value_is_kept(void **state)
{
	(void)state;
	assert_edit("[phone:a]\nk = 1\n  ; mine\n\t# too\nl = 1\n",
		    (struct ini_edit){ .name = "k", .old = "1", .value = "3" },
		    "[phone:a]\nk = 3\n  ; mine\n\t# too\nl = 1\n");
	assert_edit("[phone:a]\nl = 1\nk = 1\n  ; mine\n",
		    (struct ini_edit){ .name = "k", .old = "1" },
		    "[phone:a]\nl = 1\n  ; mine\n");
}

static void a_pair_is_added_behind_the_last_or_taken_away(void **state)
{
	(void)state;
	assert_edit("[phone:a]\nl = 1\n  2\n\n; c\n[phone:b]\n",
		    (struct ini_edit){ .name = "k", .value = "3" },
		    "[phone:a]\nl = 1\n  2\nk = 3\n\n; c\n[phone:b]\n");
	assert_edit("[phone:a]", (struct ini_edit){ .name = "k", .value = "3" },
		    "[phone:a]\nk = 3");
	assert_edit("[phone:a]\r\nl = 1\r\n",
		    (struct ini_edit){ .name = "k", .value = "3" },
		    "[phone:a]\r\nl = 1\r\nk = 3\r\n");
	assert_edit("[phone:a]\nk = 1\n  2\nl = 1\n",
		    (struct ini_edit){ .name = "k", .old = "1 2" },
		    "[phone:a]\nl = 1\n");
}

static void what_is_another_by_now_is_left_alone(void **state)
{
	(void)state;
	assert_edit("[phone:a]\nk = 2\n",
		    (struct ini_edit){ .name = "k", .old = "1", .value = "3" },
		    NULL);
	assert_edit("[phone:a]\nk = 2\n",
		    (struct ini_edit){ .name = "k", .value = "3" }, NULL);
	assert_edit("[phone:b]\n",
		    (struct ini_edit){ .name = "k", .value = "3" }, NULL);
	assert_edit("[phone:a\nk = 1\n",
		    (struct ini_edit){ .name = "k", .old = "1", .value = "3" },
		    NULL);
}

/* Whatever the lines are: what came of it is read as before but for the pair,
 * and begins and ends with the bytes that were there. */
static void no_other_byte_moves(void **state)
{
	static const char *const lines[] = {
		"[phone:a]\n", "[phone:b]\r\n", "k = 1\n",   "k=2\r\n",
		"l = 1\n",     "  more\n",	"; k = 1\n", "\n",
		" \t\n",       "  ; c\n",	"no pair\n", "[odd\n",
	};

	(void)state;
	srand(1);
	for (int i = 0; i < ROUNDS; i++) {
		struct buf text = buf_new(ROOM), out = buf_new(ROOM);
		struct ini_edit edit = { "x", "phone", "a", "k", "1", "new" };
		size_t same = 0;

		for (int j = rand() % 12; j >= 0; j--)
			buf_puts(&text, lines[(size_t)rand() % 12]);
		if (edit_text(buf_text(&text), &edit, &out) == 0) {
			const char *before = buf_text(&text);
			const char *after = buf_text(&out);

			while (before[same] == after[same])
				same++;
			assert_int_equal(strncmp(after + same, "new", 3), 0);
			assert_non_null(strstr(before, after + same + 3));
		}
		buf_free(&text);
		buf_free(&out);
	}
}

static void a_section_is_copied_and_put_behind_all_else(void **state)
{
	static const char text[] = "; c\n[phone:a]\n; d\nk = 1\n  2\n; e\n"
				   "[phone:b]\nk = 3";
	struct buf out = buf_new(ROOM);

	(void)state;
	assert_int_equal(ini_edit_copy(text, strlen(text), "phone", "a",
				       "x = y\n", &out),
			 0);
	assert_string_equal(buf_text(&out),
			    "[phone:a]\nx = y\n; d\nk = 1\n  2\n");
	buf_clear(&out);
	assert_int_equal(
		ini_edit_copy(text, strlen(text), "phone", "b", "", &out), 0);
	assert_string_equal(buf_text(&out), "[phone:b]\nk = 3\n");
	assert_int_equal(
		ini_edit_copy(text, strlen(text), "entry", "b", "", &out), -1);
	buf_clear(&out);
	ini_edit_append("[a]\r\nk = 1", 10, "[b]\nk = 2\n", &out);
	assert_string_equal(buf_text(&out),
			    "[a]\r\nk = 1\r\n\r\n[b]\r\nk = 2\r\n");
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_replaced_in_its_place),
		cmocka_unit_test(an_indented_comment_below_a_value_is_kept),
		cmocka_unit_test(a_pair_is_added_behind_the_last_or_taken_away),
		cmocka_unit_test(what_is_another_by_now_is_left_alone),
		cmocka_unit_test(no_other_byte_moves),
		cmocka_unit_test(a_section_is_copied_and_put_behind_all_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
