/* Names by number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/table.h"

#define NAMES ((size_t)5000)

static void a_name_has_one_number_in_the_order_of_coming(void **state)
{
	struct arena *arena = arena_new();
	struct table table = table_new(0, arena);
	char name[] = "legal";

	(void)state;
	assert_int_equal(table_add(&table, "", name), 0);
	assert_int_equal(table_add(&table, "", "food"), 1);
	name[0] = 'x';
	assert_int_equal(table_add(&table, "", "legal"), 0);
	assert_int_equal(table_add(&table, "", ""), 2);
	assert_int_equal(table.count, 3);
	assert_string_equal(table.names[0], "legal");
	assert_string_equal(table.names[2], "");
	arena_free(arena);
}

static void names_of_two_scopes_are_two_names(void **state)
{
	struct arena *arena = arena_new();
	struct table table = table_new(4, arena);

	(void)state;
	assert_int_equal(table_add(&table, "entry", "food"), 0);
	assert_int_equal(table_find(&table, "phone", "food"), TABLE_NONE);
	assert_int_equal(table_find(&table, "", "food"), TABLE_NONE);
	assert_int_equal(table_find(&table, "food", "entry"), TABLE_NONE);
	assert_int_equal(table_find(&table, "entryf", "ood"), TABLE_NONE);
	assert_int_equal(table_add(&table, "phone", "food"), 1);
	assert_int_equal(table_find(&table, "entry", "food"), 0);
	arena_free(arena);
}

static void a_table_that_grows_loses_nothing(void **state)
{
	struct arena *arena = arena_new();
	struct table table = table_new(0, arena);
	char name[32];

	(void)state;
	for (size_t i = 0; i < NAMES; i++) {
		snprintf(name, sizeof(name), "name-%zu", i);
		assert_int_equal(table_find(&table, "kind", name), TABLE_NONE);
		assert_int_equal(table_add(&table, "kind", name), i);
	}
	for (size_t i = 0; i < NAMES; i++) {
		snprintf(name, sizeof(name), "name-%zu", i);
		assert_int_equal(table_find(&table, "kind", name), i);
		assert_string_equal(table.names[i], name);
	}
	assert_true(table.count * 2 <= table.room);
	arena_free(arena);
}

static void what_is_expected_needs_no_growth(void **state)
{
	struct arena *arena = arena_new();
	struct table table = table_new(NAMES, arena);
	size_t room = table.room;
	char name[32];

	(void)state;
	for (size_t i = 0; i < NAMES; i++) {
		snprintf(name, sizeof(name), "%zu", i);
		table_add(&table, "", name);
	}
	assert_int_equal(table.room, room);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_has_one_number_in_the_order_of_coming),
		cmocka_unit_test(names_of_two_scopes_are_two_names),
		cmocka_unit_test(a_table_that_grows_loses_nothing),
		cmocka_unit_test(what_is_expected_needs_no_growth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
