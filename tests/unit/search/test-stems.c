/* Words that are cut once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "lib/support.h"
#include "search/stem.h"
#include "search/stems.h"

/* So many that what is kept has to grow several times. */
#define WORDS 3000

static const char *const endings[] = { "", "s", "es", "ing", "cion", "mente" };
static const char *const languages[] = { "en", "es", "xx" };

static void print_word(size_t number, char word[64])
{
	snprintf(word, 64, "w%zu%s", number / COUNT(endings),
		 endings[number % COUNT(endings)]);
}

static void every_word_has_the_stem_of_its_language(void **state)
{
	struct arena *arena = arena_new();
	struct stems *stems = stems_new(arena);

	(void)state;
	for (size_t i = 0; i < COUNT(languages); i++) {
		struct stem *stem = stem_new(languages[i]);

		for (size_t j = 0; j < WORDS; j++) {
			char word[64];
			const char *kept;

			print_word(j, word);
			kept = stems_text(stems, word);
			assert_string_equal(kept, word);
			assert_string_equal(stems_of(stems, languages[i], kept),
					    stem_of(stem, word));
		}
		stem_free(stem);
	}
	stems_free(stems);
	arena_free(arena);
}

static void what_was_given_is_given_again_and_outlives_who_gave(void **state)
{
	struct arena *arena = arena_new();
	struct stems *stems = stems_new(arena);
	const char *word = stems_text(stems, "wages");
	const char *stem = stems_of(stems, "en", word);

	(void)state;
	assert_ptr_equal(stems_text(stems, "wages"), word);
	assert_ptr_equal(stems_of(stems, "en", word), stem);
	assert_ptr_equal(stems_of(stems, "xx", word), word);
	stems_free(stems);
	stems_free(NULL);
	assert_string_equal(word, "wages");
	assert_string_equal(stem, "wage");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_has_the_stem_of_its_language),
		cmocka_unit_test(
			what_was_given_is_given_again_and_outlives_who_gave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
