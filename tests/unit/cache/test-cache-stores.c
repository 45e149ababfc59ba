/* The way from a key to an answer through memory, Redis and making. Redis is a
 * fake that remembers, and that a test can have lie; the real one is in
 * test-cache.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "cache/cache.h"
#include "lib/fake-redis.h"
#include "lib/support.h"

#define ROOM	((size_t)1024 * 1024)
#define THREADS 8

static struct redis fake;

static int set_up(void **state)
{
	(void)state;
	buf_free(&fake.value);
	fake = (struct redis){ .value = buf_new(ROOM) };
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_free(&fake.value);
	return 0;
}

static const struct digest_key ours = { "ours" };
static atomic_int makes;

static struct rendition *make(const void *args)
{
	struct buf body = buf_new(1000);

	atomic_fetch_add(&makes, 1);
	if (args == NULL)
		return NULL;
	buf_puts(&body, args);
	return rendition_new(&body, 0);
}

static struct cache_wish wish_for(const char *key)
{
	return (struct cache_wish){
		.key = key,
		.is_common = true,
		.life_s = 60,
		.secret = &ours,
		.make = make,
		.args = key,
	};
}

/* Finds it, checks it, and says how often it had to be made for that. */
static int find(struct cache *cache, const struct cache_wish *wish)
{
	int before = atomic_load(&makes);
	struct rendition *found = cache_find(cache, &fake, wish);

	assert_non_null(found);
	assert_string_equal(rendition_plain(found)->bytes, wish->args);
	rendition_release(found);
	return atomic_load(&makes) - before;
}

static int counted(const struct cache *cache, bool is_internal,
		   enum cache_source source)
{
	return (int)cache_counts(cache, is_internal)->from[source];
}

static void what_is_common_is_made_once_and_kept_in_both(void **state)
{
	struct cache *cache = cache_new(ROOM);
	struct cache_wish wish = wish_for("a");

	(void)state;
	assert_int_equal(find(cache, &wish), 1);
	assert_int_equal(fake.sets, 1);
	assert_in_range(fake.life_s, 54, 60);
	assert_int_equal(find(cache, &wish), 0);
	assert_int_equal(fake.gets, 1);
	assert_int_equal(counted(cache, false, CACHE_MEMORY), 1);
	assert_int_equal(counted(cache, false, CACHE_MADE), 1);
	cache_free(cache);
}

static void what_redis_has_is_not_made_and_not_stored_again(void **state)
{
	struct cache *first = cache_new(ROOM), *second = cache_new(ROOM);
	struct cache_wish wish = wish_for("a");

	(void)state;
	assert_int_equal(find(first, &wish), 1);
	assert_int_equal(find(second, &wish), 0);
	assert_int_equal(find(second, &wish), 0);
	assert_int_equal(fake.gets, 2);
	assert_int_equal(fake.sets, 1);
	assert_int_equal(counted(second, false, CACHE_REDIS), 1);
	assert_int_equal(counted(second, false, CACHE_MEMORY), 1);
	cache_free(first);
	cache_free(second);
}

static void each_answer_tells_where_it_came_from(void **state)
{
	struct cache *first = cache_new(ROOM), *second = cache_new(ROOM);
	struct cache_wish wish = wish_for("a");
	enum cache_source source = CACHE_UNASKED;

	(void)state;
	wish.source = &source;
	find(first, &wish);
	assert_int_equal(source, CACHE_MADE);
	find(first, &wish);
	assert_int_equal(source, CACHE_MEMORY);
	find(second, &wish);
	assert_int_equal(source, CACHE_REDIS);
	assert_true(cache_memory_bytes(first) > 0);
	cache_free(first);
	cache_free(second);
}

static void without_memory_redis_answers_alone(void **state)
{
	struct cache *cache = cache_new(0);
	struct cache_wish wish = wish_for("a");

	(void)state;
	assert_int_equal(find(cache, &wish), 1);
	assert_int_equal(find(cache, &wish), 0);
	assert_int_equal(find(cache, &wish), 0);
	assert_int_equal(fake.gets, 3);
	cache_free(cache);
}

static void a_lie_is_made_anew_and_removed(void **state)
{
	struct cache *cache = cache_new(0);
	struct cache_wish wish = wish_for("a");

	(void)state;
	assert_int_equal(find(cache, &wish), 1);
	fake.value.bytes[fake.value.length / 2] ^= 1;
	assert_int_equal(find(cache, &wish), 1);
	assert_int_equal(fake.drops, 1);
	assert_int_equal(fake.sets, 2);
	assert_int_equal(find(cache, &wish), 0);
	cache_free(cache);
}

static void what_another_sealed_is_a_lie(void **state)
{
	static const struct digest_key theirs = { "theirs" };
	struct cache *cache = cache_new(0);
	struct cache_wish wish = wish_for("a");

	(void)state;
	wish.secret = &theirs;
	assert_int_equal(find(cache, &wish), 1);
	wish.secret = &ours;
	assert_int_equal(find(cache, &wish), 1);
	assert_int_equal(find(cache, &wish), 0);
	assert_int_equal(fake.drops, 1);
	cache_free(cache);
}

static void what_is_internal_never_leaves_the_process(void **state)
{
	struct cache *cache = cache_new(ROOM);
	struct cache_wish wish = wish_for("a");

	(void)state;
	wish.is_internal = true;
	assert_int_equal(find(cache, &wish), 1);
	assert_int_equal(find(cache, &wish), 0);
	assert_int_equal(fake.gets + fake.sets + fake.drops, 0);
	assert_int_equal(counted(cache, true, CACHE_MEMORY), 1);
	assert_int_equal(counted(cache, false, CACHE_MEMORY), 0);
	assert_int_equal(counted(cache, false, CACHE_MADE), 0);
	cache_free(cache);
}

static void what_is_rare_is_kept_when_it_comes_again(void **state)
{
	struct cache *cache = cache_new(ROOM);
	struct cache_wish wish = wish_for("a");

	(void)state;
	wish.is_common = false;
	assert_int_equal(find(cache, &wish), 1);
	assert_int_equal(fake.sets, 0);
	assert_int_equal(find(cache, &wish), 1);
	assert_int_equal(fake.sets, 1);
	assert_int_equal(find(cache, &wish), 0);
	cache_free(cache);
}

static void what_is_rare_stays_in_redis_for_five_minutes(void **state)
{
	static const struct {
		long life_s, least, most;
	} lives[] = { { 86400, 270, 300 }, { 300, 270, 300 }, { 60, 54, 60 } };

	(void)state;
	for (size_t i = 0; i < COUNT(lives); i++) {
		struct cache *cache = cache_new(0);
		struct cache_wish wish = wish_for("a");

		set_up(state);
		wish.is_common = false;
		wish.life_s = lives[i].life_s;
		find(cache, &wish);
		find(cache, &wish);
		assert_int_equal(fake.sets, 1);
		assert_in_range(fake.life_s, lives[i].least, lives[i].most);
		assert_int_equal(cache_stored(cache)->rare,
				 strlen("a") + fake.value.length);
		assert_int_equal(cache_stored(cache)->common, 0);
		cache_free(cache);
	}
}

/* Redis is full, and no byte of it counts. */
static void only_what_redis_took_is_counted(void **state)
{
	struct cache *cache = cache_new(0);
	struct cache_wish wish = wish_for("a");

	(void)state;
	fake.is_full = true;
	for (int i = 0; i < 2; i++) {
		wish.is_common = i == 0;
		find(cache, &wish);
		find(cache, &wish);
	}
	assert_true(fake.sets > 2);
	assert_int_equal(cache_stored(cache)->rare, 0);
	assert_int_equal(cache_stored(cache)->common, 0);
	cache_free(cache);
}

static void a_million_that_come_once_reach_no_store(void **state)
{
	struct cache *cache = cache_new(ROOM);
	struct cache_wish hot = wish_for("hot"), rare;
	char key[32];

	(void)state;
	assert_int_equal(find(cache, &hot), 1);
	for (int i = 0; i < 1000000; i++) {
		snprintf(key, sizeof(key), "rare %d", i);
		rare = wish_for(key);
		rare.is_common = false;
		assert_int_equal(find(cache, &rare), 1);
	}
	assert_int_equal(fake.sets, 1);
	assert_int_equal(find(cache, &hot), 0);
	cache_free(cache);
}

static void what_cannot_be_made_is_not_kept(void **state)
{
	struct cache *cache = cache_new(ROOM);
	struct cache_wish wish = wish_for("a");

	(void)state;
	wish.args = NULL;
	assert_null(cache_find(cache, &fake, &wish));
	assert_null(cache_find(cache, NULL, &wish));
	assert_int_equal(fake.sets, 0);
	wish.args = "a";
	assert_int_equal(find(cache, &wish), 1);
	cache_free(cache);
}

static struct cache *shared;

static void *find_at_once(void *barrier)
{
	struct cache_wish wish = wish_for("cold");

	pthread_barrier_wait(barrier);
	rendition_release(cache_find(shared, NULL, &wish));
	return NULL;
}

static void a_cold_key_is_made_once_for_all_threads(void **state)
{
	(void)state;
	for (int round = 0; round < 200; round++) {
		int before = atomic_load(&makes);
		pthread_t threads[THREADS];
		pthread_barrier_t barrier;

		shared = cache_new(ROOM);
		pthread_barrier_init(&barrier, NULL, THREADS);
		for (size_t i = 0; i < THREADS; i++)
			pthread_create(&threads[i], NULL, find_at_once,
				       &barrier);
		for (size_t i = 0; i < THREADS; i++)
			pthread_join(threads[i], NULL);
		assert_int_equal(atomic_load(&makes) - before, 1);
		pthread_barrier_destroy(&barrier);
		cache_free(shared);
	}
}

int main(void)
{
#define IN_TURN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_TURN(what_is_common_is_made_once_and_kept_in_both),
		IN_TURN(what_redis_has_is_not_made_and_not_stored_again),
		IN_TURN(each_answer_tells_where_it_came_from),
		IN_TURN(without_memory_redis_answers_alone),
		IN_TURN(a_lie_is_made_anew_and_removed),
		IN_TURN(what_another_sealed_is_a_lie),
		IN_TURN(what_is_internal_never_leaves_the_process),
		IN_TURN(what_is_rare_is_kept_when_it_comes_again),
		IN_TURN(what_is_rare_stays_in_redis_for_five_minutes),
		IN_TURN(only_what_redis_took_is_counted),
		IN_TURN(a_million_that_come_once_reach_no_store),
		IN_TURN(what_cannot_be_made_is_not_kept),
		IN_TURN(a_cold_key_is_made_once_for_all_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
