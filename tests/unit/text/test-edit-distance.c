/* How far apart two words are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/support.h"
#include "text/edit-distance.h"

/* Two words, and their distance, counted up to 2. */
static const struct {
	const char *one, *other;
	size_t edits;
} pairs[] = {
	{ "passport", "pasport", 1 },
	{ "passport", "passsport", 1 },
	{ "passport", "pazsport", 1 },
	{ "passport", "apssport", 1 },
	{ "passport", "passpotr", 1 },
	{ "passport", "passport", 0 },
	{ "passport", "pasprt", 2 },
	{ "passport", "apsspotr", 2 },
	{ "passport", "assprx", 3 },
	{ "summary", "summary of", 3 },
	{ "abab", "baba", 2 },
	{ "aab", "ab", 1 },
	{ "abc", "cba", 2 },
	{ "ca", "abc", 3 },
	{ "kitten", "sitting", 3 },
	{ "a", "", 1 },
	{ "", "", 0 },
	{ "", "abcdef", 3 },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2\xd7\x96", 1 },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2\xd7\xa8\xd7\x96", 1 },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2\xd0\xb6\xd7\xa8", 1 },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2z\xd7\xa8", 1 },
	{ "\xd7\xa2\xd7\x96\xd7\xa8", "\xd7\xa2", 2 },
	{ "\xa8\xa8", "\xa8", 1 },
};

static void edits_are_counted_in_letters(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		assert_int_equal(edit_distance(pairs[i].one, pairs[i].other, 2),
				 pairs[i].edits);
		assert_int_equal(edit_distance(pairs[i].other, pairs[i].one, 2),
				 pairs[i].edits);
	}
}

static void no_more_are_counted_than_are_asked_for(void **state)
{
	(void)state;
	assert_int_equal(edit_distance("kitten", "sitting", 0), 1);
	assert_int_equal(edit_distance("kitten", "sitting", 1), 2);
	assert_int_equal(edit_distance("kitten", "sitting", 3), 3);
	assert_int_equal(edit_distance("kitten", "sitting", 4), 3);
	assert_int_equal(edit_distance("kitten", "kitten", 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edits_are_counted_in_letters),
		cmocka_unit_test(no_more_are_counted_than_are_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
