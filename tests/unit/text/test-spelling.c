/* The nearest right spelling. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "text/spelling.h"

/* What was written, what would have been right, whether it is near. */
static const struct {
	const char *wrong, *right;
	bool is_near;
} words[] = {
	{ "summary", "summary", true },
	{ "sumary", "summary", true },
	{ "summmary", "summary", true },
	{ "summery", "summary", true },
	{ "usmmary", "summary", true },
	{ "smmry", "summary", true },
	{ "usmmray", "summary", true },
	{ "smry", "summary", false },
	{ "summary-of", "summary", false },
	{ "nmae", "name", true },
	{ "nam", "name", true },
	{ "names", "name", true },
	{ "game", "name", true },
	{ "gamr", "name", false },
	{ "nm", "name", false },
	{ "kind", "hind", true },
	{ "ab", "ba", true },
	{ "a", "b", true },
	{ "a", "", true },
	{ "", "a", true },
	{ "", "ab", false },
	{ "abcde", "badce", true },
	{ "", "", true },
};

static void two_edits_are_near_and_one_in_a_short_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		struct spelling spelling = spelling_of(words[i].wrong);

		spelling_try(&spelling, words[i].right);
		if (words[i].is_near)
			assert_ptr_equal(spelling.nearest, words[i].right);
		else
			assert_null(spelling.nearest);
	}
}

static void the_nearest_wins_and_of_two_the_first(void **state)
{
	static const char *const offered[] = { "languages", "listings", "lines",
					       "limes", "links" };
	struct spelling spelling = spelling_of("liens");

	(void)state;
	for (size_t i = 0; i < COUNT(offered); i++)
		spelling_try(&spelling, offered[i]);
	assert_string_equal(spelling.nearest, "lines");
	spelling = spelling_of("lins");
	for (size_t i = 0; i < COUNT(offered); i++)
		spelling_try(&spelling, offered[i]);
	assert_string_equal(spelling.nearest, "lines");
}

static void a_word_that_is_too_long_is_near_to_none(void **state)
{
	char longest[64], longer[65], huge[5000];
	struct spelling spelling;

	(void)state;
	memset(longest, 'a', sizeof(longest));
	memset(longer, 'a', sizeof(longer));
	memset(huge, 'a', sizeof(huge));
	longest[63] = longer[64] = huge[4999] = '\0';
	spelling = spelling_of(longest);
	spelling_try(&spelling, longer);
	assert_null(spelling.nearest);
	spelling_try(&spelling, huge);
	assert_null(spelling.nearest);
	spelling_try(&spelling, longest);
	assert_ptr_equal(spelling.nearest, longest);
	spelling = spelling_of(huge);
	spelling_try(&spelling, huge);
	assert_null(spelling.nearest);
}

/* Two words, and whether one edit lies between them. */
static const struct {
	const char *one, *other;
	bool is_near;
} pairs[] = {
	{ "passport", "pasport", true },
	{ "passport", "passsport", true },
	{ "passport", "pazsport", true },
	{ "passport", "apssport", true },
	{ "passport", "passpotr", true },
	{ "passport", "passport", false },
	{ "passport", "pasprt", false },
	{ "passport", "apsspotr", false },
	{ "abab", "baba", false },
	{ "aab", "ab", true },
	{ "abc", "cba", false },
	{ "a", "", true },
	{ "", "", false },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2\xd7\x96", true },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2\xd7\xa8\xd7\x96", true },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2\xd0\xb6\xd7\xa8", true },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2z\xd7\xa8", true },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2", false },
};

static void one_edit_is_counted_in_letters(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		assert_int_equal(spelling_is_near(pairs[i].one, pairs[i].other),
				 pairs[i].is_near);
		assert_int_equal(spelling_is_near(pairs[i].other, pairs[i].one),
				 pairs[i].is_near);
	}
	assert_int_equal(spelling_letters("\xd7\xa2z\xd7\xa8"), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_edits_are_near_and_one_in_a_short_word),
		cmocka_unit_test(the_nearest_wins_and_of_two_the_first),
		cmocka_unit_test(a_word_that_is_too_long_is_near_to_none),
		cmocka_unit_test(one_edit_is_counted_in_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
