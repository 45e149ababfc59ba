/* Memory with one end of life. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdalign.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

#define BLOCKS ((size_t)4000)

static void blocks_are_zero_aligned_and_apart(void **state)
{
	struct arena *arena = arena_new();
	unsigned char *blocks[BLOCKS];

	(void)state;
	for (size_t i = 0; i < BLOCKS; i++) {
		blocks[i] = arena_alloc(arena, i % 97);
		assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t),
				 0);
		for (size_t j = 0; j < i % 97; j++)
			assert_int_equal(blocks[i][j], 0);
		memset(blocks[i], (int)(i % 251), i % 97);
	}
	for (size_t i = 0; i < BLOCKS; i++)
		for (size_t j = 0; j < i % 97; j++)
			assert_int_equal(blocks[i][j], i % 251);
	arena_free(arena);
}

static void a_large_block_is_whole(void **state)
{
	struct arena *arena = arena_new();
	size_t size = (size_t)5 * 1024 * 1024;
	char *small = arena_text(arena, "before", 6);
	char *large = arena_alloc(arena, size);

	(void)state;
	memset(large, 'x', size);
	assert_string_equal(small, "before");
	assert_string_equal(arena_text(arena, "after", 5), "after");
	assert_int_equal(large[size - 1], 'x');
	assert_true(arena_bytes(arena) >= size);
	arena_free(arena);
}

static void a_text_is_a_copy_of_what_is_meant(void **state)
{
	struct arena *arena = arena_new();
	char text[] = "one, two";
	char *one = arena_text(arena, text, 3);
	char *none = arena_text(arena, text, 0);
	char *zeros = arena_text(arena, "a\0b", 3);

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	assert_string_equal(one, "one");
	assert_string_equal(none, "");
	assert_memory_equal(zeros, "a\0b\0", 4);
	arena_free(arena);
}

static void formatted_text_is_never_cut(void **state)
{
	struct arena *arena = arena_new();
	char wide[30001];

	(void)state;
	snprintf(wide, sizeof(wide), "%30000d", 7);
	assert_string_equal(arena_printf(arena, "%s-%d", "a", 1), "a-1");
	assert_string_equal(arena_printf(arena, "%30000d", 7), wide);
	arena_free(arena);
}

static void an_arena_knows_what_it_holds(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_int_equal(arena_bytes(arena), 0);
	arena_alloc(arena, 1000000);
	assert_in_range(arena_bytes(arena), 1000000, 1100000);
	arena_free(arena);
	arena_free(NULL);
}

/* More than is let to be in memory at once. */
static void what_lies_in_a_file_is_as_it_was(void **state)
{
	const size_t count = 10000, size = (size_t)16 * 1024 - 64;
	struct arena *arena = arena_new_in(".");
	unsigned char **blocks = arena_alloc(arena, count * sizeof(*blocks));
	char **texts = arena_alloc(arena, count * sizeof(*texts));

	(void)state;
	for (size_t i = 0; i < count; i++) {
		blocks[i] = arena_alloc(arena, size);
		assert_int_equal(blocks[i][size - 1], 0);
		memset(blocks[i], (int)(i % 251), size);
		texts[i] = arena_printf(arena, "text %zu", i);
	}
	for (size_t i = 0; i < count; i++) {
		size_t at = i * 7919 % count;
		char text[32];

		snprintf(text, sizeof(text), "text %zu", at);
		assert_string_equal(texts[at], text);
		assert_int_equal(blocks[at][0], at % 251);
		assert_int_equal(blocks[at][size - 1], at % 251);
	}
	assert_true(arena_bytes(arena) >= count * size);
	arena_free(arena);
}

/* In bytes. */
static size_t mapped_now(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	unsigned long pages = 0;

	assert_non_null(file);
	assert_int_equal(fscanf(file, "%*u %*u %lu", &pages), 1);
	fclose(file);
	return pages * 4096;
}

/* The thread that lets go comes when it is given time; who asks for it need not
 * wait for that. */
static void who_goes_through_a_file_has_little_of_it_in_memory(void **state)
{
	const size_t count = 4000, size = (size_t)64 * 1024;
	const size_t most = (size_t)100 * 1024 * 1024;
	struct arena *arena = arena_new_in(".");
	unsigned char **blocks = arena_alloc(arena, count * sizeof(*blocks));
	size_t sum = 0;

	(void)state;
	for (size_t i = 0; i < count; i++) {
		arena_rest(arena);
		blocks[i] = memset(arena_alloc(arena, size), 'x', size);
		assert_true(i % 64 != 0 || mapped_now() < most);
	}
	for (size_t i = 0; i < count; i++) {
		arena_rest(arena);
		sum += blocks[i][size / 2];
		assert_true(i % 256 != 0 || mapped_now() < most);
	}
	assert_true(mapped_now() < most);
	assert_int_equal(sum, count * 'x');
	arena_free(arena);
}

static void where_no_file_can_be_all_is_in_memory(void **state)
{
	struct arena *arena = arena_new_in("/nowhere/at/all");
	size_t size = (size_t)1024 * 1024;
	char *last = NULL;

	(void)state;
	for (size_t i = 0; i < 50; i++)
		last = memset(arena_alloc(arena, size), 'x', size);
	assert_int_equal(last[size - 1], 'x');
	arena_free(arena);
}

static void what_is_within_another_ends_with_it_or_before(void **state)
{
	struct arena *whole = arena_new(), *joined = arena_new();
	struct arena *first = arena_new_within(whole);
	struct arena *other = arena_new_within(joined);
	char *kept = arena_text(other, "kept", 4);

	(void)state;
	arena_alloc(first, BLOCKS);
	arena_empty(first);
	assert_int_equal(arena_bytes(first), 0);
	assert_string_equal(arena_text(first, "again", 5), "again");
	arena_join(whole, joined);
	assert_string_equal(kept, "kept");
	arena_free(whole);
}

static void an_arena_holds_what_is_within_it(void **state)
{
	struct arena *whole = arena_new();
	struct arena *part = arena_new_within(whole);

	(void)state;
	arena_alloc(part, 1000000);
	assert_in_range(arena_bytes(whole), 1000000, 1100000);
	arena_empty(part);
	assert_int_equal(arena_bytes(whole), 0);
	arena_free(whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_are_zero_aligned_and_apart),
		cmocka_unit_test(a_large_block_is_whole),
		cmocka_unit_test(a_text_is_a_copy_of_what_is_meant),
		cmocka_unit_test(formatted_text_is_never_cut),
		cmocka_unit_test(an_arena_knows_what_it_holds),
		cmocka_unit_test(what_lies_in_a_file_is_as_it_was),
		cmocka_unit_test(
			who_goes_through_a_file_has_little_of_it_in_memory),
		cmocka_unit_test(where_no_file_can_be_all_is_in_memory),
		cmocka_unit_test(what_is_within_another_ends_with_it_or_before),
		cmocka_unit_test(an_arena_holds_what_is_within_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
