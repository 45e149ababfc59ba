/* What stands in for a hyphen or a blank. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "text/typeset.h"

static const struct {
	const char *text, *plain, *words;
} texts[] = {
	{ "a\xc2\xa0"
	  "b",
	  "a b",
	  "U+00A0, a no-break space, stands here; write a plain "
	  "blank or nothing" },
	{ "a\xe2\x80\x87"
	  "b",
	  "a b",
	  "U+2007, a figure space, stands here; write a plain "
	  "blank or nothing" },
	{ "a\xe2\x80\xaf"
	  "b",
	  "a b",
	  "U+202F, a narrow no-break space, stands here; write a plain "
	  "blank or nothing" },
	{ "1\xe2\x80\x90"
	  "2",
	  "1-2",
	  "U+2010, a hyphen of print, stands here; write a plain "
	  "hyphen" },
	{ "1\xe2\x80\x93"
	  "2",
	  "1-2",
	  "U+2013, an en dash, stands here; write a plain "
	  "hyphen" },
	{ "1\xe2\x80\x95"
	  "2",
	  "1-2",
	  "U+2015, a horizontal bar, stands here; write a plain "
	  "hyphen" },
	{ "1\xe2\x88\x92"
	  "2",
	  "1-2",
	  "U+2212, a minus sign, stands here; write a plain "
	  "hyphen" },
	{ "1\xe2\x80\x8b"
	  "2",
	  "12", "U+200B, a space of no width, stands here; leave it out" },
	{ "1\xef\xbc\x8c"
	  "2",
	  "1,2", "U+FF0C, a full-width sign, stands here; write a plain `,`" },
	{ "1\xe2\x80\x9d"
	  "2",
	  "1\"2", "U+201D, a curly quote, stands here; leave it out" },
};

static void each_is_named_and_has_its_plain_one(void **state)
{
	struct arena *arena = arena_new();
	char words[TYPESET_WORDS];

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *text = texts[i].text;

		assert_ptr_equal(typeset_find(text, strlen(text), words),
				 text + 1);
		assert_string_equal(words, texts[i].words);
		assert_string_equal(typeset_plain(text, arena), texts[i].plain);
	}
	arena_free(arena);
}

static void a_text_without_one_stays_itself(void **state)
{
	const char *text = "L\xc3\xadnea 24/7 - \xd9\xa1 \xff";
	char words[TYPESET_WORDS];

	(void)state;
	assert_null(typeset_find(text, strlen(text), words));
	assert_ptr_equal(typeset_plain(text, NULL), text);
	assert_null(typeset_find("ab\xc2\xa0", 2, words));
}

static void blanks_of_every_width_are_trimmed(void **state)
{
	const char *text = " \xc2\xa0\t\xe3\x80\x80"
			   "a \xe2\x80\x89";

	(void)state;
	assert_int_equal(typeset_blanks(text), 7);
	assert_int_equal(typeset_trimmed(text, strlen(text)), 8);
	assert_int_equal(typeset_blanks("\xe2\x80\x8b"), 0);
	assert_int_equal(typeset_trimmed("\xa0\x80", 2), 2);
	assert_int_equal(typeset_trimmed(" \xc2\xa0", 3), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_named_and_has_its_plain_one),
		cmocka_unit_test(a_text_without_one_stays_itself),
		cmocka_unit_test(blanks_of_every_width_are_trimmed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
