/* What the parts of the memory are for; without Redis. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "cache/cache.h"

#define ROOM	    ((size_t)8 * 1024 * 1024)
#define LARGE_BYTES ((size_t)70 * 1024)

static int makes;

static struct rendition *make(const void *bytes)
{
	struct buf body = buf_new(LARGE_BYTES);

	makes++;
	while (body.length + 64 <= *(const size_t *)bytes)
		buf_printf(&body, "%064d", makes);
	return rendition_new(&body, 0);
}

static struct cache_wish wish_for(const char *key, const size_t *bytes)
{
	static const struct digest_key ours = { "ours" };

	return (struct cache_wish){
		.key = key,
		.is_common = true,
		.life_s = 60,
		.secret = &ours,
		.make = make,
		.args = bytes,
	};
}

/* How often it had to be made. */
static int find(struct cache *cache, const struct cache_wish *wish)
{
	int before = makes;

	rendition_release(cache_find(cache, NULL, wish));
	return makes - before;
}

/* A hundred of each, beside one page. */
static void what_is_large_or_costly_pushes_no_page_out(void **state)
{
	static const size_t small_bytes = 1000, large_bytes = LARGE_BYTES;
	struct cache *cache = cache_new(ROOM);
	struct cache_wish page = wish_for("page", &small_bytes);
	struct cache_wish large = wish_for("large", &large_bytes);
	struct cache_wish costly = wish_for("costly", &small_bytes);
	char key[16];

	(void)state;
	costly.is_common = false;
	costly.is_costly = true;
	for (int i = 0; i < 200; i++) {
		struct cache_wish *wish = i % 2 == 0 ? &large : &costly;

		snprintf(key, sizeof(key), "%d", i);
		wish->key = key;
		assert_int_equal(find(cache, &page), i == 0);
		assert_int_equal(find(cache, wish), 1);
		assert_int_equal(find(cache, wish), 0);
		assert_in_range(cache_memory_bytes(cache), 0, ROOM / 4);
	}
	cache_free(cache);
}

static void who_only_looks_has_nothing_made(void **state)
{
	static const size_t bytes = 1000;
	struct cache *cache = cache_new(ROOM);
	struct cache_wish wish = wish_for("a", &bytes);
	struct rendition *found;

	(void)state;
	assert_null(cache_look(cache, &wish));
	assert_int_equal(find(cache, &wish), 1);
	found = cache_look(cache, &wish);
	assert_int_equal(rendition_plain(found)->length, 1000 / 64 * 64);
	rendition_release(found);
	cache_free(cache);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_large_or_costly_pushes_no_page_out),
		cmocka_unit_test(who_only_looks_has_nothing_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
