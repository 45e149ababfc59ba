/* Who frees a generation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>

#include "app/generation.h"
#include "lib/support.h"
#include "search/index.h"
#include "search/match.h"

static const char *const overrides[] = {
	"directory.path=" SOURCE_FOLDER "/data",
	"redis.address=off",
	"site.last-resort=none",
	NULL,
};

static struct generation *generation;

static int set_up(void **state)
{
	struct err err = { 0 };

	(void)state;
	generation = generation_new(NULL, overrides, NULL, &err);
	return generation != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	generation_release(generation);
	return 0;
}

static void who_holds_it_alone_outlives_it_at_once(void **state)
{
	(void)state;
	assert_true(generation_outlive(generation));
}

static void who_holds_on_is_not_waited_for_without_end(void **state)
{
	(void)state;
	generation_hold(generation);
	assert_false(generation_outlive(generation));
	generation_release(generation);
	assert_true(generation_outlive(generation));
}

static void *outlive(void *is_alone)
{
	while (!generation_outlive(generation))
		;
	*(bool *)is_alone = true;
	return NULL;
}

static void who_lets_go_is_waited_for(void **state)
{
	pthread_t thread;
	bool is_alone = false;

	(void)state;
	generation_hold(generation);
	assert_int_equal(pthread_create(&thread, NULL, outlive, &is_alone), 0);
	generation_release(generation);
	pthread_join(thread, NULL);
	assert_true(is_alone);
}

/* How many words there are for who looks for one. */
static void *look(void *count)
{
	struct arena *arena = arena_new();
	const struct match *match = match_find(
		generation_edition(generation, false)->index, "visa", arena);

	*(size_t *)count = match->index->inverted[0]->count;
	arena_free(arena);
	return NULL;
}

#define THREADS 4

static void words_are_made_once_when_some_are_looked_for(void **state)
{
	size_t before = generation_bytes(generation), made;
	size_t counts[THREADS];
	pthread_t threads[THREADS];

	(void)state;
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(
			pthread_create(&threads[i], NULL, look, &counts[i]), 0);
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	made = generation_bytes(generation);
	assert_true(made > before);
	for (size_t i = 0; i < THREADS; i++)
		assert_true(counts[i] > 0 && counts[i] == counts[0]);
	generation_make_words(generation);
	assert_int_equal(generation_bytes(generation), made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_holds_it_alone_outlives_it_at_once),
		cmocka_unit_test(who_holds_on_is_not_waited_for_without_end),
		cmocka_unit_test(who_lets_go_is_waited_for),
		cmocka_unit_test(words_are_made_once_when_some_are_looked_for),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
