/* How much work words are, counted in what is looked up in the shipped index.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/generation.h"
#include "search/inverted-index.h"
#include "search/match.h"
#include "search/near.h"
#include "search/query.h"

#define TEXT_BYTES 1024

static struct generation *generation;
static const struct edition *edition;
static int lookups;

void __real_inverted_index_find(const struct inverted_index *inverted,
				const struct inverted_index_lookup *lookup,
				unsigned char *ranks);
void __wrap_inverted_index_find(const struct inverted_index *inverted,
				const struct inverted_index_lookup *lookup,
				unsigned char *ranks);

void __wrap_inverted_index_find(const struct inverted_index *inverted,
				const struct inverted_index_lookup *lookup,
				unsigned char *ranks)
{
	lookups++;
	__real_inverted_index_find(inverted, lookup, ranks);
}

static int set_up(void **state)
{
	static const char *const overrides[] = { "site.last-resort=", NULL };
	struct err err = { 0 };

	(void)state;
	generation = generation_new(NULL, overrides, NULL, &err);
	err_print(&err, stderr);
	err_free(&err);
	if (generation == NULL)
		return -1;
	edition = generation_edition(generation, false);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	generation_release(generation);
	return 0;
}

struct work {
	int lookups, ways;
};

static struct work work_of(const char *text, int times)
{
	struct arena *arena = arena_new();
	const char *words = "";
	const struct match_way *way;
	struct work work = { 0 };

	for (int i = 0; i < times; i++)
		words = arena_printf(arena, "%s %s", words, text);
	lookups = 0;
	way = match_find(edition->index, words, arena)->ways;
	for (work.lookups = lookups; way != NULL; way = way->next)
		work.ways++;
	arena_free(arena);
	return work;
}

/* The last may be the beginning of a longer one, so it is two. */
static void a_word_repeated_is_looked_up_once(void **state)
{
	static const char *const texts[] = { "help", "boss", "passport",
					     "labor trafficking visa" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct work two = work_of(texts[i], 2);

		for (int times = 17; times <= 49; times += 32) {
			struct work many = work_of(texts[i], times);

			assert_int_equal(many.lookups, two.lookups);
			assert_int_equal(many.ways, two.ways);
		}
	}
}

static void what_is_found_is_the_same(void **state)
{
	struct arena *arena = arena_new();
	const struct match *one = match_find(edition->index, "visa ", arena);
	const struct match *many =
		match_find(edition->index, "visa visa visa ", arena);

	(void)state;
	for (size_t i = 0; i < edition->directory->entry_count; i++)
		assert_int_equal(match_rank(one, i), match_rank(many, i));
	arena_free(arena);
}

/* The last word has a neighbor, for which the ninth is not looked. */
static void of_many_misspelt_words_eight_are_looked_for(void **state)
{
	static const char *const texts[] = {
		"qqqqa qqqqb qqqqc qqqqd qqqqe qqqqf qqqqg traffickng",
		"qqqqa qqqqb qqqqc qqqqd qqqqe qqqqf qqqqg qqqqh traffickng",
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct match *match =
			match_find(edition->index, texts[i], arena);
		const char *near = NULL;
		bool is_heard;

		for (size_t j = 0; j < match->list.count; j++)
			near = near_word(match, &match->list.items[j].word,
					 &is_heard);
		if (i == 0)
			assert_string_equal(near, "trafficking");
		else
			assert_null(near);
	}
	arena_free(arena);
}

/* The work that is left of a wish, of which the last word is looked for with so
 * much of it. */
static size_t left_after(const char *text, const size_t *left,
			 const char **near)
{
	struct arena *arena = arena_new();
	const struct match *match = match_find(edition->index, text, arena);
	bool is_heard;
	size_t rest;

	if (left != NULL)
		match->memo->near_left = *left;
	for (size_t i = 0; i < match->list.count; i++)
		*near = near_word(match, &match->list.items[i].word, &is_heard);
	rest = match->memo->near_left;
	arena_free(arena);
	return rest;
}

static void what_words_are_spelt_like_has_a_budget_of_work(void **state)
{
	const size_t all = left_after("help", NULL, &(const char *){ NULL });
	const size_t few = 100;
	const char *near;
	size_t left = left_after("traffickng", NULL, &near);

	(void)state;
	assert_string_equal(near, "trafficking");
	assert_true(left < all);
	assert_int_equal(left_after("traffickng", NULL, &near), left);
	assert_int_equal(left_after("traffickng", &few, &near), 0);
	/* The shipped directory does not come near to it. */
	assert_true(left_after("lsctseaat rscletilo ttnlloaln eesttiaso "
			       "sieseeart elceacrer entinocrn icstnlecs",
			       NULL, &near) > all / 2);
}

/* Of a thousand names in `keep`, 64 count, each once; of what they name, what
 * one page may carry along. */
static void names_to_keep_are_read_once_and_have_a_ceiling(void **state)
{
	struct arena *arena = arena_new();
	const char *text = "filters=here&keep=a,a", *pairs = "";
	const struct query *query;

	(void)state;
	for (int i = 0; i < 70; i++)
		text = arena_printf(arena, "%s,a,n%d", text, i);
	for (int i = 60; i < 70; i++)
		pairs = arena_printf(arena, "%s&n%d=1", pairs, i);
	text = arena_printf(arena, "%s%s", text, pairs);
	query = query_parse(edition->directory, text, arena);
	assert_non_null(query->kept);
	assert_string_equal(query->kept->name, "n60");
	for (const struct query_kept *kept = query->kept; kept != NULL;
	     kept = kept->next)
		assert_true(strcmp(kept->name, "n62") <= 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_repeated_is_looked_up_once),
		cmocka_unit_test(of_many_misspelt_words_eight_are_looked_for),
		cmocka_unit_test(
			what_words_are_spelt_like_has_a_budget_of_work),
		cmocka_unit_test(what_is_found_is_the_same),
		cmocka_unit_test(
			names_to_keep_are_read_once_and_have_a_ceiling),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
