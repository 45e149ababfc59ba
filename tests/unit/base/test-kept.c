/* What is kept: found as it was, by any thread, up to the ceiling. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/kept.h"
#include "lib/support.h"

#define CEILING ((size_t)1024 * 1024)
#define THREADS 4
#define KEYS	2000

static size_t bytes_of_none(void)
{
	struct kept *kept = kept_new(CEILING);
	size_t bytes = kept_bytes(kept);

	kept_free(kept);
	return bytes;
}

static void what_is_kept_is_found_under_its_whole_key_alone(void **state)
{
	struct kept *kept = kept_new(CEILING);
	size_t length = 0;

	(void)state;
	assert_null(kept_find(kept, "one", 3, &length));
	kept_add(kept, "one", 3, "text", 4);
	kept_add(kept, "none", 4, "", 0);
	assert_memory_equal(kept_find(kept, "one", 3, &length), "text", 4);
	assert_int_equal(length, 4);
	assert_non_null(kept_find(kept, "none", 4, &length));
	assert_int_equal(length, 0);
	assert_null(kept_find(kept, "one", 2, &length));
	assert_null(kept_find(kept, "onetext", 7, &length));
	kept_free(kept);
	kept_free(NULL);
}

static void the_first_stays(void **state)
{
	struct kept *kept = kept_new(CEILING);
	size_t length, bytes;

	(void)state;
	kept_add(kept, "one", 3, "first", 5);
	bytes = kept_bytes(kept);
	kept_add(kept, "one", 3, "second", 6);
	assert_memory_equal(kept_find(kept, "one", 3, &length), "first", 5);
	assert_int_equal(kept_bytes(kept), bytes);
	kept_free(kept);
}

static void nothing_is_kept_above_the_ceiling(void **state)
{
	static const char text[1000];
	struct kept *kept = kept_new(bytes_of_none() + 10 * sizeof(text));
	size_t length, found = 0;

	(void)state;
	for (int i = 0; i < 100; i++)
		kept_add(kept, &i, sizeof(i), text, sizeof(text));
	for (int i = 0; i < 100; i++)
		found += kept_find(kept, &i, sizeof(i), &length) != NULL;
	assert_int_equal(found, 9);
	assert_true(kept_bytes(kept) <= bytes_of_none() + 10 * sizeof(text));
	assert_true(kept_is_half_full(kept));
	kept_free(kept);
	kept = kept_new(4 * bytes_of_none());
	assert_false(kept_is_half_full(kept));
	kept_free(kept);
	kept = kept_new(0);
	kept_add(kept, "one", 3, "text", 4);
	assert_null(kept_find(kept, "one", 3, &length));
	kept_free(kept);
}

/* Looks for each key, and adds it where it is missing. */
static void *work(void *data)
{
	struct kept *kept = data;

	for (int i = 0; i < KEYS; i++) {
		char text[16];
		size_t length;
		const char *found = kept_find(kept, &i, sizeof(i), &length);

		snprintf(text, sizeof(text), "text %d", i);
		if (found == NULL)
			kept_add(kept, &i, sizeof(i), text, strlen(text));
		else if (length != strlen(text) ||
			 memcmp(found, text, length) != 0)
			return data;
	}
	return NULL;
}

static void any_number_of_threads_add_and_find_the_same(void **state)
{
	struct kept *kept = kept_new(CEILING), *alone = kept_new(CEILING);
	pthread_t threads[THREADS];

	(void)state;
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, work, kept),
				 0);
	for (size_t i = 0; i < THREADS; i++) {
		void *wrong;

		pthread_join(threads[i], &wrong);
		assert_null(wrong);
	}
	assert_null(work(kept));
	assert_null(work(alone));
	assert_int_equal(kept_bytes(kept), kept_bytes(alone));
	kept_free(kept);
	kept_free(alone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_is_kept_is_found_under_its_whole_key_alone),
		cmocka_unit_test(the_first_stays),
		cmocka_unit_test(nothing_is_kept_above_the_ceiling),
		cmocka_unit_test(any_number_of_threads_add_and_find_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
