/* The packed form of an answer, in memory and in Redis: who takes it packed has
 * it neither made nor packed once more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "cache/cache.h"
#include "lib/fake-redis.h"

#define ROOM ((size_t)1024 * 1024)
/* Long enough to be worth packing. */
#define LONG 3000

static struct redis fake;
static char text[LONG + 1];
static int makes;

static int set_up(void **state)
{
	(void)state;
	memset(text, 'x', LONG);
	fake = (struct redis){ .value = buf_new(ROOM) };
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_free(&fake.value);
	return 0;
}

static struct rendition *make(const void *args)
{
	struct buf body = buf_new(2 * LONG);

	makes++;
	buf_puts(&body, args);
	return rendition_new(&body, 0);
}

static struct cache_wish wish_for(bool takes_packed)
{
	static const struct digest_key ours = { "ours" };

	return (struct cache_wish){
		.key = "a",
		.is_common = true,
		.takes_packed = takes_packed,
		.life_s = 60,
		.secret = &ours,
		.make = make,
		.args = text,
	};
}

/* How often it had to be made. */
static int find(struct cache *cache, const struct cache_wish *wish)
{
	int before = makes;
	struct rendition *found = cache_find(cache, &fake, wish);

	assert_non_null(found);
	assert_string_equal(rendition_plain(found)->bytes, text);
	rendition_release(found);
	return makes - before;
}

/* How often it had to be made. */
static int find_packed(struct cache *cache, const struct cache_wish *wish)
{
	int before = makes;
	struct rendition *found = cache_find(cache, &fake, wish);
	const struct rendition_form *form;

	assert_non_null(found);
	form = rendition_gzip(found);
	assert_string_equal(form->encoding, "gzip");
	assert_int_equal(rendition_plain(found)->length, LONG);
	rendition_release(found);
	return makes - before;
}

static void who_takes_it_packed_has_it_packed_from_redis(void **state)
{
	struct cache *first = cache_new(0), *second = cache_new(0);
	struct cache_wish wish = wish_for(true);

	(void)state;
	assert_int_equal(find_packed(first, &wish), 1);
	assert_true(fake.value.length < LONG / 2);
	assert_int_equal(find_packed(second, &wish), 0);
	assert_int_equal(fake.sets, 1);
	cache_free(first);
	cache_free(second);
}

static void what_came_packed_is_made_for_who_takes_it_plain(void **state)
{
	struct cache *first = cache_new(0), *second = cache_new(ROOM);
	struct cache_wish packed = wish_for(true), plain = wish_for(false);

	(void)state;
	assert_int_equal(find_packed(first, &packed), 1);
	assert_int_equal(find_packed(second, &packed), 0);
	assert_int_equal(find(second, &plain), 1);
	assert_int_equal(find(second, &plain), 0);
	assert_int_equal(find_packed(second, &packed), 0);
	assert_int_equal(fake.sets, 2); /* each form under its own key */
	assert_string_equal(fake.key, "a");
	cache_free(first);
	cache_free(second);
}

static void a_look_finds_only_what_can_be_sent_as_it_is(void **state)
{
	struct cache *cache = cache_new(ROOM);
	struct cache_wish wish = wish_for(true), plain = wish_for(false);
	struct rendition *found;

	(void)state;
	wish.is_to_be_packed = true;
	assert_int_equal(find(cache, &plain), 1);
	assert_null(cache_look(cache, &wish));
	assert_int_equal(cache_counts(cache, false)->from[CACHE_MEMORY], 0);
	wish.is_to_be_packed = false;
	assert_int_equal(find_packed(cache, &wish), 0);
	wish.is_to_be_packed = true;
	found = cache_look(cache, &wish);
	assert_non_null(found);
	rendition_release(found);
	cache_free(cache);
}

int main(void)
{
#define IN_TURN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_TURN(who_takes_it_packed_has_it_packed_from_redis),
		IN_TURN(what_came_packed_is_made_for_who_takes_it_plain),
		IN_TURN(a_look_finds_only_what_can_be_sent_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
