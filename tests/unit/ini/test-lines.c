/* What is let go early. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ini/lines.h"

#define SECTIONS ((size_t)4000)
#define BYTES	 ((size_t)1000) /* that each says */

/* The parts of many sections. */
static struct ini_lines **take_sections(struct arena *arena)
{
	struct ini_lines **parts =
		arena_alloc(arena, SECTIONS * sizeof(*parts));

	for (size_t i = 0; i < SECTIONS; i++) {
		parts[i] = ini_lines_next(i > 0 ? parts[i - 1] : NULL, arena);
		arena_room(ini_lines_arena(parts[i]), BYTES);
	}
	return parts;
}

static void a_part_is_gone_with_its_last_section_and_no_other(void **state)
{
	struct arena *arena = arena_new();
	struct ini_lines **parts = take_sections(arena);

	(void)state;
	assert_ptr_equal(parts[0], parts[1]);
	assert_ptr_not_equal(parts[0], parts[SECTIONS - 1]);
	for (size_t i = 0; i + 1 < SECTIONS; i++) {
		ini_lines_forget(parts[i]);
		assert_int_equal(ini_lines_are_gone(parts[i]),
				 parts[i] != parts[i + 1]);
	}
	assert_int_equal(arena_bytes(ini_lines_arena(parts[0])), 0);
	assert_true(arena_bytes(ini_lines_arena(parts[SECTIONS - 1])) > 0);
	arena_free(arena);
}

static void of_what_lies_in_a_file_nothing_is_let_go(void **state)
{
	struct arena *arena = arena_new_in("/tmp");

	(void)state;
	assert_null(ini_lines_next(NULL, arena));
	ini_lines_forget(NULL);
	assert_false(ini_lines_are_gone(NULL));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_part_is_gone_with_its_last_section_and_no_other),
		cmocka_unit_test(of_what_lies_in_a_file_nothing_is_let_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
