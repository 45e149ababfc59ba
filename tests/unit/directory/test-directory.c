/* From checked sections to a directory: the tree, the terms, the phones, and
 * what the public may not see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"

#define UNIT  "kind = unit\nsummary = S.\n"
#define PHONE "number = 911\npurpose = P\nanswered-by = ngo\n"

/* Below `base`, which stands in base.ini: a tree of two ways. */
static const char tree[] =
	"[entry:leaf]\nname = Leaf\nlisted-under = branch\n" UNIT
	"[entry:root]\nname = Root\n" UNIT
	"[entry:branch]\nname = Branch\nparent = root\n" UNIT
	"[entry:other]\nname = Other\nlisted-under = base\nparent = leaf\n" UNIT
	"[entry:second]\nname = Second\nparent = root\n" UNIT;

static void assert_ids(const struct directory *directory, const char *expected)
{
	struct buf out = buf_new(1000);

	for (size_t i = 0; i < directory->entry_count; i++)
		buf_printf(&out, "%zu%s ", directory->entries[i]->depth,
			   directory->entries[i]->id);
	support_assert_text(&out, expected);
}

static void entries_stand_as_a_tree_is_read(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_ids(support_directory(tree, false, arena),
		   "0base 1other 0root 1branch 2leaf 1second ");
	arena_free(arena);
}

static void every_entry_is_found_by_its_id(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(tree, false, arena);

	(void)state;
	for (size_t i = 0; i < directory->entry_count; i++)
		assert_ptr_equal(
			directory_entry(directory, directory->entries[i]->id),
			directory->entries[i]);
	assert_null(directory_entry(directory, "roo"));
	assert_null(directory_entry(directory, "roots"));
	assert_null(directory_entry(directory, ""));
	arena_free(arena);
}

static void assert_terms(const struct directory *directory, const char *id,
			 const char *facet, const char *expected)
{
	const struct entry *entry = directory_entry(directory, id);
	size_t place = directory_facet(directory, facet);
	struct buf out = buf_new(1000);

	for (size_t i = 0; i < entry->term_count; i++) {
		const struct term *term = &directory->terms[entry->terms[i]];

		if (term->facet == place)
			buf_printf(&out, "%s ", term->id);
	}
	support_assert_text(&out, expected);
}

static void departments_are_the_roots_of_both_ways(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(tree, false, arena);

	(void)state;
	assert_terms(directory, "base", "department", "base ");
	assert_terms(directory, "root", "department", "root ");
	assert_terms(directory, "leaf", "department", "root ");
	assert_terms(directory, "second", "department", "root ");
	assert_terms(directory, "other", "department", "base root ");
	arena_free(arena);
}

static void a_narrower_term_brings_the_wider_ones(void **state)
{
	static const char text[] =
		"[goal:wide]\nname = Wide\n"
		"[goal:narrow]\nname = Narrow\nparent = middle\n"
		"[goal:middle]\nname = Middle\nparent = wide\n"
		"[entry:one]\nname = One\ngoal = narrow, access\n" UNIT
		"[entry:two]\nname = Two\ngoal = wide\n" UNIT;
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(text, false, arena);

	(void)state;
	assert_terms(directory, "one", "goal", "narrow middle wide access ");
	assert_terms(directory, "two", "goal", "wide ");
	assert_terms(directory, "one", "audience", "");
	arena_free(arena);
}

static void facets_and_terms_stand_in_their_order(void **state)
{
	static const char text[] = "[facet:late]\nname = Late\norder = 2\n"
				   "[late:c]\nname = C\n"
				   "[late:b]\nname = B\norder = 2\n"
				   "[late:a]\nname = A\norder = 10\n"
				   "[late:d]\nname = D\n"
				   "[facet:early]\nname = Early\norder = 1\n"
				   "[facet:open]\nname = Open\nopen = yes\n"
				   "[entry:all]\nname = All\n"
				   "late = a, b, c, d\n" UNIT;
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(text, false, arena);
	struct buf out = buf_new(1000);

	(void)state;
	for (size_t i = 0; i < directory->facet_count; i++) {
		const struct facet *facet = &directory->facets[i];

		buf_printf(&out, "%s:", facet->id);
		for (size_t j = 0; j < facet->count; j++)
			buf_printf(&out, "%s ",
				   directory->terms[facet->first + j].id);
	}
	support_assert_text(&out,
			    "audience:workers lawyers open:department:base all "
			    "early:late:b a c d goal:access ");
	arena_free(arena);
}

static void terms_and_facets_are_found(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(tree, false, arena);
	size_t audience = directory_facet(directory, "audience");
	size_t lawyers = directory_term(directory, audience, "lawyers");

	(void)state;
	assert_string_equal(directory->terms[lawyers].id, "lawyers");
	assert_int_equal(directory->terms[lawyers].facet, audience);
	assert_int_equal(directory_term(directory, audience, "access"),
			 TERM_NONE);
	assert_int_equal(directory_facet(directory, "audienc"),
			 directory->facet_count);
	arena_free(arena);
}

static void phones_keep_their_order_and_those_out_of_use_are_gone(void **state)
{
	static const char text[] =
		"[entry:one]\nname = One\nphone = z, gone, a, help\n" UNIT
		"[phone:a]\n" PHONE "[phone:z]\ntype = text\n" PHONE
		"[phone:gone]\nstatus = defunct\n" PHONE;
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(text, false, arena);
	const struct entry *one = directory_entry(directory, "one");

	(void)state;
	assert_int_equal(one->phone_count, 3);
	assert_string_equal(one->phones[0]->id, "z");
	assert_string_equal(one->phones[0]->types[0]->id, "text");
	assert_string_equal(one->phones[1]->id, "a");
	assert_string_equal(one->phones[1]->types[0]->id, "voice");
	assert_string_equal(one->phones[2]->id, "help");
	assert_null(directory_phone(directory, "gone"));
	assert_ptr_equal(directory_phone(directory, "a"), one->phones[1]);
	assert_int_equal(directory->crisis_count, 1);
	assert_string_equal(directory->crisis[0]->id, "help");
	arena_free(arena);
}

static const char secrets[] =
	"[entry:top]\nname = Top\nvisibility = internal\ngoal = hidden\n"
	"phone = inside, both\n" UNIT
	"[entry:below]\nname = Below\nlisted-under = top\n" UNIT
	"[entry:belongs]\nname = Belongs\nlisted-under = base\n"
	"parent = below\n" UNIT
	"[entry:open]\nname = Open\nphone = marked, both\naudience = lawyers\n"
	"replaced-by = top\n" UNIT
	"[goal:hidden]\nname = Hidden\nparent = wider\n"
	"[goal:wider]\nname = Wider\n"
	"[goal:unused]\nname = Unused\n"
	"[goal:free]\nname = Free\nvisibility = public\n"
	"[phone:inside]\nabroad = only-from-inside\n" PHONE
	"[phone:only-from-inside]\n" PHONE "[phone:both]\n" PHONE
	"[phone:marked]\nvisibility = internal\n" PHONE;

static void what_is_internal_does_not_exist_in_public(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(secrets, false, arena);
	size_t goal = directory_facet(directory, "goal");
	const struct entry *open = directory_entry(directory, "open");

	(void)state;
	assert_ids(directory, "0base 0open ");
	assert_int_equal(directory_term(directory, goal, "hidden"), TERM_NONE);
	assert_int_equal(directory_term(directory, goal, "wider"), TERM_NONE);
	assert_int_equal(directory_term(directory, goal, "unused"), TERM_NONE);
	assert_int_equal(directory_term(directory, goal, "free"), TERM_NONE);
	assert_null(directory_phone(directory, "inside"));
	assert_null(directory_phone(directory, "only-from-inside"));
	assert_null(directory_phone(directory, "marked"));
	assert_non_null(directory_phone(directory, "both"));
	assert_int_equal(open->phone_count, 1);
	arena_free(arena);
}

static void inside_everything_exists(void **state)
{
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(secrets, true, arena);
	size_t goal = directory_facet(directory, "goal");

	(void)state;
	assert_ids(directory, "0base 1belongs 0top 1below 0open ");
	assert_int_not_equal(directory_term(directory, goal, "hidden"),
			     TERM_NONE);
	assert_non_null(directory_phone(directory, "marked"));
	assert_int_equal(directory_entry(directory, "open")->phone_count, 2);
	arena_free(arena);
}

/* Phones that name each other, and one that names itself, are used by nobody
 * else than the entry inside. */
static void phones_do_not_keep_each_other_in_public(void **state)
{
	static const char text[] =
		"[entry:top]\nname = Top\nvisibility = internal\n"
		"phone = a, b, c\n" UNIT "[phone:a]\nabroad = b\n" PHONE
		"[phone:b]\nabroad = a\n" PHONE "[phone:c]\nabroad = c\n" PHONE;
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(text, false, arena);

	(void)state;
	assert_null(directory_phone(directory, "a"));
	assert_null(directory_phone(directory, "b"));
	assert_null(directory_phone(directory, "c"));
	arena_free(arena);
}

static void who_has_no_contact_is_reached_through_another(void **state)
{
	static const char text[] =
		"[entry:a]\nname = A\nphone = help\n" UNIT
		"[entry:b]\nname = B\nparent = a\nphone = gone\n" UNIT
		"[entry:c]\nname = C\nparent = b\nlisted-under = d\n" UNIT
		"[entry:d]\nname = D\nemail = d@example.org\n" UNIT
		"[entry:e]\nname = E\nlisted-under = d\n" UNIT
		"[phone:gone]\nstatus = inactive\n" PHONE;
	struct arena *arena = arena_new();
	const struct directory *directory =
		support_directory(text, false, arena);
	const struct entry *c = directory_entry(directory, "c");

	(void)state;
	assert_true(entry_has_contact(directory_entry(directory, "a")));
	assert_true(entry_has_contact(directory_entry(directory, "d")));
	assert_false(entry_has_contact(directory_entry(directory, "b")));
	assert_string_equal(entry_through(c)->id, "a");
	assert_string_equal(entry_through(directory_entry(directory, "e"))->id,
			    "d");
	assert_null(entry_through(directory_entry(directory, "a")));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_stand_as_a_tree_is_read),
		cmocka_unit_test(every_entry_is_found_by_its_id),
		cmocka_unit_test(departments_are_the_roots_of_both_ways),
		cmocka_unit_test(a_narrower_term_brings_the_wider_ones),
		cmocka_unit_test(facets_and_terms_stand_in_their_order),
		cmocka_unit_test(terms_and_facets_are_found),
		cmocka_unit_test(
			phones_keep_their_order_and_those_out_of_use_are_gone),
		cmocka_unit_test(what_is_internal_does_not_exist_in_public),
		cmocka_unit_test(inside_everything_exists),
		cmocka_unit_test(phones_do_not_keep_each_other_in_public),
		cmocka_unit_test(who_has_no_contact_is_reached_through_another),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
