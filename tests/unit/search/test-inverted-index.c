/* Which entries have a word, however far apart they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "search/inverted-index.h"

#define PLACES ((size_t)400000)

static const struct inverted_index *read(const size_t *places, size_t count,
					 struct arena *arena)
{
	struct inverted_index_draft *draft = inverted_index_begin(0);
	const struct token_list little = { NULL, 0 };

	for (size_t i = 0; i < count; i++) {
		inverted_index_add(draft, "Wages, wage and hour", places[i],
				   RANK_TEXT);
		inverted_index_add(draft, "hour", places[i], RANK_NAME);
		if (i % 2 == 1)
			inverted_index_add(draft, "J/TIP", places[i],
					   RANK_ABBREVIATION);
	}
	return inverted_index_end(draft, "en", &little, arena);
}

static size_t find(const struct inverted_index *inverted, const char *text,
		   const char *stem, enum rank rank, unsigned char *ranks)
{
	const struct inverted_index_lookup lookup = { text, stem, false };
	size_t count = 0;

	memset(ranks, RANK_NOWHERE, PLACES);
	inverted_index_find(inverted, &lookup, ranks);
	for (size_t i = 0; i < PLACES; i++) {
		count += ranks[i] != RANK_NOWHERE;
		assert_true(ranks[i] == RANK_NOWHERE || ranks[i] == rank);
	}
	return count;
}

static void a_word_is_found_where_it_stands_however_far_apart(void **state)
{
	static const size_t places[] = { 0,	1,     2,     16,	 17,
					 33,	2080,  2081,  4129,	 6178,
					 70000, 80000, 80001, PLACES - 1 };
	static unsigned char ranks[PLACES];
	size_t count = sizeof(places) / sizeof(*places);
	struct arena *arena = arena_new();
	const struct inverted_index *inverted = read(places, count, arena);

	(void)state;
	assert_int_equal(find(inverted, "wages", "wage", RANK_TEXT, ranks),
			 count);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(ranks[places[i]], RANK_TEXT);
	assert_int_equal(find(inverted, "hour", "hour", RANK_NAME, ranks),
			 count);
	assert_int_equal(
		find(inverted, "jtip", "jtip", RANK_ABBREVIATION, ranks),
		count / 2);
	for (size_t i = 1; i < count; i += 2)
		assert_int_equal(ranks[places[i]], RANK_ABBREVIATION);
	assert_int_equal(find(inverted, "tip", "tip", RANK_NAME, ranks),
			 count / 2);
	assert_int_equal(find(inverted, "food", "food", RANK_TEXT, ranks), 0);
	arena_free(arena);
}

static void a_word_knows_its_best_rank(void **state)
{
	static const size_t places[] = { 3, 900 };
	struct arena *arena = arena_new();
	const struct inverted_index *inverted = read(places, 2, arena);
	const struct inverted_index_lookup hour = { "hour", "hour", false };
	const struct inverted_index_lookup wage = { "wage", "wage", false };

	(void)state;
	assert_int_equal(
		inverted_index_best(inverted_index_first(inverted, &hour)),
		RANK_NAME);
	assert_int_equal(
		inverted_index_best(inverted_index_first(inverted, &wage)),
		RANK_TEXT);
	arena_free(arena);
}

static void without_words_nothing_is_found(void **state)
{
	static unsigned char ranks[PLACES];
	struct arena *arena = arena_new();
	const struct inverted_index *inverted = read(NULL, 0, arena);

	(void)state;
	assert_int_equal(inverted->count, 0);
	assert_int_equal(find(inverted, "hour", "hour", RANK_NAME, ranks), 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_word_is_found_where_it_stands_however_far_apart),
		cmocka_unit_test(a_word_knows_its_best_rank),
		cmocka_unit_test(without_words_nothing_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
