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
	{ "summary-of", "summary", true },
	{ "summary-of-it", "summary", false },
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
	{ "haven-nite", "haven-night", true },
	{ "haven-nt", "haven-night", false },
	{ "haven-nitely", "haven-night", false },
	{ "\xc3\xa9t\xc3\xa9", "ete", false },
	{ "\xc3\xa9t\xc3\xa9", "et\xc3\xa9", true },
};

static void a_longer_word_may_have_more_edits(void **state)
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

static void a_word_may_be_as_long_as_it_likes(void **state)
{
	char longest[5000], longer[5004];
	struct spelling spelling;

	(void)state;
	memset(longest, 'a', sizeof(longest));
	memset(longer, 'a', sizeof(longer));
	longest[4999] = longer[5003] = '\0';
	spelling = spelling_of(longest);
	spelling_try(&spelling, longer);
	assert_null(spelling.nearest);
	spelling_try(&spelling, longer + 1);
	assert_ptr_equal(spelling.nearest, longer + 1);
}

static void nothing_is_nearer_than_the_word_itself(void **state)
{
	struct spelling spelling = spelling_of("summary");

	(void)state;
	spelling_try(&spelling, "summary");
	spelling_try(&spelling, "sumary");
	assert_string_equal(spelling.nearest, "summary");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_longer_word_may_have_more_edits),
		cmocka_unit_test(the_nearest_wins_and_of_two_the_first),
		cmocka_unit_test(a_word_may_be_as_long_as_it_likes),
		cmocka_unit_test(nothing_is_nearer_than_the_word_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
