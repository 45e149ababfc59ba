/* The store of the process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cache/lru.h"
#include "lib/support.h"

#define BOUND	((size_t)1024 * 1024)
#define THREADS 4

/* A rendition that says its key, filled up to `length`. */
static struct rendition *make(const char *key, size_t length)
{
	struct buf body = buf_new(1000000);
	char *filler = alloc_zero(length);

	memset(filler, '.', length);
	buf_puts(&body, key);
	if (body.length < length)
		buf_put(&body, filler, length - body.length);
	free(filler);
	return rendition_new(&body, 0);
}

static void put(struct lru *memory, const char *key, size_t length)
{
	struct rendition *rendition = make(key, length);

	lru_put(memory, key, rendition);
	rendition_release(rendition);
}

static void put_number(struct lru *memory, int number, size_t length)
{
	char key[32];

	snprintf(key, sizeof(key), "key %d", number);
	put(memory, key, length);
}

static bool has(struct lru *memory, const char *key)
{
	struct rendition *rendition = lru_get(memory, key);

	if (rendition == NULL)
		return false;
	assert_memory_equal(rendition_plain(rendition)->bytes, key,
			    strlen(key));
	rendition_release(rendition);
	return true;
}

static void what_was_put_is_found_under_its_key_alone(void **state)
{
	struct lru *memory = lru_new(BOUND, LRU_SHARDS);

	(void)state;
	assert_false(has(memory, "a"));
	put(memory, "a", 100);
	put(memory, "", 100);
	assert_true(has(memory, "a"));
	assert_true(has(memory, ""));
	assert_false(has(memory, "b"));
	assert_false(has(memory, "aa"));
	lru_free(memory);
}

static void what_is_put_again_takes_the_place_of_the_first(void **state)
{
	struct lru *memory = lru_new(BOUND, LRU_SHARDS);
	struct rendition *new;
	size_t before;

	(void)state;
	put(memory, "a", 2000);
	before = lru_bytes(memory);
	put(memory, "a", 100);
	new = lru_get(memory, "a");
	assert_int_equal(rendition_plain(new)->length, 100);
	rendition_release(new);
	assert_true(lru_bytes(memory) < before);
	lru_free(memory);
}

static void what_somebody_holds_outlives_the_store(void **state)
{
	struct lru *memory = lru_new(BOUND, LRU_SHARDS);
	struct rendition *held;

	(void)state;
	put(memory, "a", 100);
	held = lru_get(memory, "a");
	lru_free(memory);
	assert_memory_equal(rendition_plain(held)->bytes, "a....", 5);
	rendition_release(held);
}

static void a_million_keys_stay_within_the_bound(void **state)
{
	struct lru *memory = lru_new(BOUND, LRU_SHARDS);

	(void)state;
	for (int i = 0; i < 1000000; i++) {
		put_number(memory, i, 50 + (size_t)i % 300);
		if (i % 997 == 0)
			assert_in_range(lru_bytes(memory), 1, BOUND);
	}
	assert_in_range(lru_bytes(memory), BOUND / 2, BOUND);
	lru_free(memory);
}

static void what_is_asked_for_again_and_again_stays(void **state)
{
	struct lru *memory = lru_new(BOUND, LRU_SHARDS);

	(void)state;
	put(memory, "hot", 3000);
	for (int i = 0; i < 20000; i++) {
		put_number(memory, i, 1000);
		assert_true(has(memory, "hot"));
	}
	assert_false(has(memory, "key 0"));
	assert_true(has(memory, "key 19999"));
	lru_free(memory);
}

static void one_that_would_push_out_too_much_is_not_kept(void **state)
{
	struct lru *memory = lru_new(BOUND, LRU_SHARDS);

	(void)state;
	put(memory, "large", BOUND / 8 / 4);
	assert_false(has(memory, "large"));
	lru_free(memory);
}

static void a_store_without_room_keeps_nothing(void **state)
{
	static const size_t rooms[] = { 0, 1, 4095 };

	(void)state;
	for (size_t i = 0; i < COUNT(rooms); i++) {
		struct lru *memory = lru_new(rooms[i], LRU_SHARDS);

		put(memory, "a", 1);
		assert_false(has(memory, "a"));
		assert_int_equal(lru_bytes(memory), 0);
		lru_free(memory);
	}
}

/* As long as it is not made, room is kept for it. */
static void the_packed_form_was_counted_before_it_was_made(void **state)
{
	struct lru *memory = lru_new(BOUND, LRU_SHARDS);
	struct rendition *rendition;
	size_t before;

	(void)state;
	put(memory, "a", 8000);
	before = lru_bytes(memory);
	rendition = lru_get(memory, "a");
	rendition_gzip(rendition);
	rendition_release(rendition);
	assert_true(has(memory, "a"));
	assert_true(lru_bytes(memory) < before);
	lru_free(memory);
}

static atomic_bool is_wrong;

static void *use(void *memory)
{
	for (int i = 0; i < 30000; i++) {
		struct rendition *found;
		char key[32];

		snprintf(key, sizeof(key), "key %d", i * 7919 % 300);
		found = lru_get(memory, key);
		if (found == NULL)
			put(memory, key, 3000);
		else if (memcmp(rendition_plain(found)->bytes, key,
				strlen(key)) != 0)
			atomic_store(&is_wrong, true);
		rendition_release(found);
	}
	return NULL;
}

static void threads_find_what_threads_put(void **state)
{
	struct lru *memory = lru_new(BOUND, LRU_SHARDS);
	pthread_t threads[THREADS];

	(void)state;
	for (size_t i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, use, memory);
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	assert_false(atomic_load(&is_wrong));
	assert_in_range(lru_bytes(memory), 1, BOUND);
	lru_free(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_put_is_found_under_its_key_alone),
		cmocka_unit_test(
			what_is_put_again_takes_the_place_of_the_first),
		cmocka_unit_test(what_somebody_holds_outlives_the_store),
		cmocka_unit_test(a_million_keys_stay_within_the_bound),
		cmocka_unit_test(what_is_asked_for_again_and_again_stays),
		cmocka_unit_test(one_that_would_push_out_too_much_is_not_kept),
		cmocka_unit_test(a_store_without_room_keeps_nothing),
		cmocka_unit_test(
			the_packed_form_was_counted_before_it_was_made),
		cmocka_unit_test(threads_find_what_threads_put),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
