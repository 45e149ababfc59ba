/* Sets of numbers as bits, against a list of flags. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/bits.h"

#define BOUND_MOST 200

static unsigned next(unsigned *state, size_t below)
{
	*state = *state * 1664525U + 1013904223U;
	return (unsigned)((*state >> 8) % below);
}

/* Draws a set, as bits and as flags. */
static uint64_t *draw(size_t bound, unsigned *state, bool flags[BOUND_MOST],
		      struct arena *arena)
{
	uint64_t *bits = bits_new(bound, arena);
	unsigned share = 1 + next(state, 40);

	memset(flags, 0, BOUND_MOST * sizeof(*flags));
	for (size_t i = 0; i < bound; i++)
		if (next(state, share) == 0) {
			flags[i] = true;
			bits_add(bits, i);
		}
	return bits;
}

static void assert_same(const uint64_t *bits, const bool *flags, size_t bound)
{
	size_t words = bits_words(bound), count = 0, at = 0;

	for (size_t i = 0; i < bound; i++) {
		assert_int_equal(bits_has(bits, i), flags[i]);
		if (!flags[i])
			continue;
		count++;
		at = bits_next(bits, words, at);
		assert_int_equal(at, i);
		at++;
	}
	assert_int_equal(bits_count(bits, words), count);
	assert_true(bits_next(bits, words, at) >= bound);
}

static void they_hold_what_a_list_of_flags_holds(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (size_t bound = 0; bound < BOUND_MOST; bound++) {
		bool one[BOUND_MOST], other[BOUND_MOST];
		struct arena *arena = arena_new();
		uint64_t *bits = draw(bound, &seed, one, arena);
		uint64_t *others = draw(bound, &seed, other, arena);
		size_t shared = 0, words = bits_words(bound);

		assert_same(bits, one, bound);
		for (size_t i = 0; i < bound; i++)
			shared += one[i] && other[i];
		assert_int_equal(bits_count_shared(bits, others, words),
				 shared);
		bits_keep(bits, others, words);
		for (size_t i = 0; i < bound; i++)
			one[i] = one[i] && other[i];
		assert_same(bits, one, bound);
		arena_free(arena);
	}
}

static void a_full_set_has_no_number_beyond_its_bound(void **state)
{
	(void)state;
	for (size_t bound = 0; bound < BOUND_MOST; bound++) {
		struct arena *arena = arena_new();
		uint64_t *bits = bits_new(bound, arena);

		bits_fill(bits, bound);
		assert_int_equal(bits_count(bits, bits_words(bound)), bound);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_hold_what_a_list_of_flags_holds),
		cmocka_unit_test(a_full_set_has_no_number_beyond_its_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
