/* One thing of HSDS among many. The linker puts a counter before what makes
 * identifiers (--wrap). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <uuid/uuid.h>

#include "base/buf.h"
#include "hsds/hsds.h"
#include "hsds/place-index.h"
#include "lib/support.h"

#define MANY	   500
#define FEW_MADE   4
#define TEXT_BYTES ((size_t)256 * 1024)

static const enum hsds_use lists[] = { HSDS_SERVICES, HSDS_ORGANIZATIONS,
				       HSDS_TAXONOMIES, HSDS_TERMS };

static size_t made;

void __real_uuid_generate_sha1(uuid_t out, const uuid_t space, const char *name,
			       size_t length);
void __wrap_uuid_generate_sha1(uuid_t out, const uuid_t space, const char *name,
			       size_t length);

void __wrap_uuid_generate_sha1(uuid_t out, const uuid_t space, const char *name,
			       size_t length)
{
	made++;
	__real_uuid_generate_sha1(out, space, name, length);
}

/* Every second one says its identifier itself, every fifth is hidden from
 * outside. */
static const struct directory *many(bool is_inside, struct arena *arena)
{
	struct buf text = buf_new(TEXT_BYTES);
	const struct directory *directory;

	buf_printf(&text, "[kind:helper]\nname = Helper\nhsds = service\n");
	for (int i = 0; i < MANY; i++) {
		buf_printf(&text,
			   "[entry:number-%d]\nname = Number %d\n"
			   "summary = It helps.\nkind = %s\nphone = help\n"
			   "goal = access\n",
			   i, i, i % 3 == 0 ? "helper" : "unit");
		if (i % 2 == 0)
			buf_printf(&text,
				   "uuid = 2d9f7c1e-5a0b-5f43-9c3e-%012d\n", i);
		if (i % 5 == 0)
			buf_printf(&text, "visibility = internal\n");
	}
	directory = support_directory(buf_text(&text), is_inside, arena);
	buf_free(&text);
	return directory;
}

static struct hsds_items all_of(const struct directory *directory,
				enum hsds_use use, struct arena *arena)
{
	return hsds_find(hsds_query_parse(directory, use, "", arena), arena);
}

static void each_thing_of_each_list_is_found_by_its_identifier(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *directory = many(false, arena);
	char uuid[UUID_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct hsds_items all = all_of(directory, lists[i], arena);

		assert_true(all.count > 0);
		for (size_t j = 0; j < all.count; j++) {
			struct hsds_item one;

			hsds_identify(directory, &all.items[j], uuid);
			assert_true(hsds_find_one(directory, NULL, lists[i],
						  uuid, &one));
			assert_int_equal(one.use, all.items[j].use);
			assert_ptr_equal(one.entry, all.items[j].entry);
			if (one.entry == NULL)
				assert_int_equal(one.number,
						 all.items[j].number);
		}
	}
	arena_free(arena);
}

static void of_one_list_nothing_is_found_in_another(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *directory = many(false, arena);
	char uuid[UUID_TEXT], other[UUID_TEXT];
	struct hsds_item one;

	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct hsds_items all = all_of(directory, lists[i], arena);

		hsds_identify(directory, &all.items[all.count - 1], uuid);
		for (size_t j = 0; j < COUNT(lists); j++)
			assert_int_equal(hsds_find_one(directory, NULL,
						       lists[j], uuid, &one),
					 i == j);
		strcpy(other, uuid);
		other[0] = other[0] == '0' ? '1' : '0';
		assert_false(
			hsds_find_one(directory, NULL, lists[i], other, &one));
	}
	arena_free(arena);
}

static void what_is_hidden_has_no_identifier_outside(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *inside = many(true, arena);
	const struct directory *outside = many(false, arena);
	struct hsds_items all = all_of(inside, HSDS_SERVICES, arena);
	size_t hidden = 0;

	(void)state;
	for (size_t i = 0; i < all.count; i++) {
		struct hsds_item one;
		char uuid[UUID_TEXT];

		hsds_identify(inside, &all.items[i], uuid);
		assert_true(
			hsds_find_one(inside, NULL, HSDS_SERVICES, uuid, &one));
		if (!hsds_find_one(outside, NULL, HSDS_SERVICES, uuid, &one))
			hidden++;
	}
	assert_int_equal(hidden, MANY / 5);
	arena_free(arena);
}

static void for_one_thing_the_others_are_not_named(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *directory = many(false, arena);
	struct hsds_items all = all_of(directory, HSDS_SERVICES, arena);
	char uuid[UUID_TEXT] = "00000000-0000-5000-8000-000000000000";
	struct hsds_item one;

	(void)state;
	made = 0;
	assert_false(hsds_find_one(directory, NULL, HSDS_SERVICES, uuid, &one));
	assert_int_equal(made, 0);
	hsds_identify(directory, &all.items[all.count - 1], uuid);
	made = 0;
	assert_true(hsds_find_one(directory, NULL, HSDS_SERVICES, uuid, &one));
	assert_in_range(made, 0, FEW_MADE);
	arena_free(arena);
}

/* Two for each of some: one is told whole, of the other its city. Every fifth
 * of those is nobody's outside. */
static const struct directory *with_places(bool is_inside, struct arena *arena)
{
	static const char *const seen[] = { "internal", "public", "city",
					    "public", "city" };
	struct buf text = buf_new(TEXT_BYTES);
	const struct directory *directory;

	for (int i = 0; i < MANY; i++) {
		if (i % 2 == 0)
			buf_printf(&text,
				   "[entry:number-%d]\nname = Number %d\n"
				   "summary = It helps.\nkind = unit\n"
				   "phone = help\nlocation = at-%d, at-%d\n",
				   i, i, i, i + 1);
		buf_printf(&text,
			   "[location:at-%d]\nstreet = %d Main Street\n"
			   "city = Springfield\nstate = IL\n"
			   "address-visibility = %s\n",
			   i, i, seen[i % 5]);
	}
	directory = support_directory(buf_text(&text), is_inside, arena);
	buf_free(&text);
	return directory;
}

static const char *place_of(const struct hsds_item *item)
{
	return item->entry->locations[item->number]->record->id;
}

/* How many of these are found in that one, each as what it is. */
static size_t count_found(const struct directory *in,
			  const struct hsds_items *all,
			  const struct directory *directory,
			  struct arena *arena)
{
	const struct place_index *places = place_index_new(directory, arena);
	size_t found = 0;

	for (size_t i = 0; i < all->count; i++) {
		char uuid[UUID_TEXT];
		struct hsds_item one;

		hsds_identify(in, &all->items[i], uuid);
		made = 0;
		if (!hsds_find_one(directory, places, HSDS_PLACES, uuid, &one))
			continue;
		assert_int_equal(made, 0);
		assert_string_equal(place_of(&one), place_of(&all->items[i]));
		found++;
	}
	return found;
}

static void each_place_is_found_and_no_other_is_named_for_it(void **state)
{
	static const char *const unknown[] = {
		"", "00000000-0000-5000-8000-000000000000",
		"00000000-0000-5000-8000-0000000000000", "zzz"
	};
	struct arena *arena = arena_new();
	const struct directory *directory = with_places(false, arena);
	const struct place_index *places = place_index_new(directory, arena);
	struct hsds_items all = all_of(directory, HSDS_PLACES, arena);
	struct hsds_item one;

	(void)state;
	assert_int_equal(all.count, MANY - MANY / 5);
	assert_int_equal(count_found(directory, &all, directory, arena),
			 all.count);
	for (size_t i = 0; i < COUNT(unknown); i++)
		assert_false(hsds_find_one(directory, places, HSDS_PLACES,
					   unknown[i], &one));
	arena_free(arena);
}

/* The same city may be told of as another's outside: no name is. */
static void what_is_known_inside_of_a_place_names_nothing_outside(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *inside = with_places(true, arena);
	struct hsds_items all = all_of(inside, HSDS_PLACES, arena);

	(void)state;
	assert_int_equal(all.count, MANY);
	assert_int_equal(
		count_found(inside, &all, with_places(false, arena), arena),
		2 * MANY / 5);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			each_thing_of_each_list_is_found_by_its_identifier),
		cmocka_unit_test(of_one_list_nothing_is_found_in_another),
		cmocka_unit_test(what_is_hidden_has_no_identifier_outside),
		cmocka_unit_test(for_one_thing_the_others_are_not_named),
		cmocka_unit_test(
			each_place_is_found_and_no_other_is_named_for_it),
		cmocka_unit_test(
			what_is_known_inside_of_a_place_names_nothing_outside),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
