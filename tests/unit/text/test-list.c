/* Lists in one line, item by item. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "lib/support.h"
#include "text/list.h"

#define ROOM ((size_t)1000)

typedef bool (*reader)(const char **, const char *, struct list_item *);

/* Each item in brackets, and what ends it behind. */
static void assert_items(reader next, const char *list, const char *separators,
			 const char *expected)
{
	struct buf items = buf_new(ROOM);
	struct list_item item;

	while (next(&list, separators, &item))
		buf_printf(&items, "[%.*s]%c", (int)item.length, item.text,
			   item.end != '\0' ? item.end : '.');
	assert_string_equal(buf_text(&items), expected);
	assert_false(next(&list, separators, &item));
	buf_free(&items);
}

static void every_item_is_taken_as_it_stands(void **state)
{
	(void)state;
	assert_items(list_next, "a,b", ",", "[a],[b].");
	assert_items(list_next, " a , b", ",", "[ a ],[ b].");
	assert_items(list_next, "a,,b,", ",", "[a],[],[b],[].");
	assert_items(list_next, "", ",", "[].");
	assert_items(list_next, "a;b,c", ",;", "[a];[b],[c].");
}

static void words_are_never_empty(void **state)
{
	(void)state;
	assert_items(list_next_word, ", a,\tb,,", ", \t", "[a],[b],");
	assert_items(list_next_word, "a b", ",", "[a b].");
	assert_items(list_next_word, "", ",", "");
	assert_items(list_next_word, " , ", ", ", "");
}

static void blanks_around_an_item_are_left_out(void **state)
{
	(void)state;
	assert_items(list_next_trimmed, " a\t, b c ,", ",", "[a],[b c],[].");
	assert_items(list_next_trimmed, " \t ", ",", "[].");
	assert_items(list_next_trimmed, "a\n", ",", "[a\n].");
}

static void an_item_is_one_text_only(void **state)
{
	const char *list = "ab,abc,a,";
	struct list_item item;

	(void)state;
	assert_true(list_next(&list, ",", &item));
	assert_true(list_item_is(&item, "ab"));
	assert_false(list_item_is(&item, "a"));
	assert_false(list_item_is(&item, "abc"));
	assert_false(list_item_is(&item, "Ab"));
	assert_false(list_item_is(&item, ""));
}

static void a_word_of_a_table_is_one_whole_and_in_either_case(void **state)
{
	static const char *const words[] = { "ave", "road" };

	(void)state;
	assert_true(list_has_word(words, 2, "Road, 2", 4));
	assert_true(list_has_word(words, 2, "ave", 3));
	assert_false(list_has_word(words, 2, "avenue", 6));
	assert_false(list_has_word(words, 2, "roads", 3));
	assert_false(list_has_word(words, 1, "road", 4));
	assert_false(list_has_word(words, 2, "", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_item_is_taken_as_it_stands),
		cmocka_unit_test(words_are_never_empty),
		cmocka_unit_test(blanks_around_an_item_are_left_out),
		cmocka_unit_test(an_item_is_one_text_only),
		cmocka_unit_test(
			a_word_of_a_table_is_one_whole_and_in_either_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
