/* How much of the telling words each entry and line has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "search/lines.h"
#include "search/match.h"
#include "search/query.h"
#include "search/worth.h"

static const char text[] =
	"[directory]\ntitle = Small\nlanguages = en, es\n"
	"namespace = https://signpost.example/small\n"
	"time-zone = America/New_York\ncrisis = help\nlines = night, day\n"
	"synonym = hotline, lifeline, telephone counsel\n"
	"synonym = not paid, quarry\n"
	"synonym = blue coal, quarry\n"
	"synonym = green ore, quarry\n"
	"synonym = ore, quarry\n"
	"synonym = pipes > water works\n"
	"synonym = common drains > granite\n"
	"[kind:unit]\nname = Unit\n"
	"[answered-by:ngo]\nname = Answered by an organization.\nhelp = yes\n"
	"[phone:help]\nnumber = 988\npurpose = The common hotline\n"
	"answered-by = ngo\nverified = undated\n"
	"[phone:night]\nnumber = 711\npurpose = A rare lifeline of basalt\n"
	"answered-by = ngo\nverified = undated\n"
	"[phone:day]\nnumber = 311\npurpose = Another hotline\n"
	"answered-by = ngo\nverified = undated\n"
	"[entry:first]\nname = First\nkind = unit\nsummary = Common slate.\n"
	"[entry:second]\nname = Second\nkind = unit\n"
	"summary = Common slate and marble.\n"
	"[entry:third]\nname = Third\nkind = unit\nsummary = Common quarry.\n"
	"[entry:house]\nname = House\nkind = unit\nsummary = Common gypsum.\n"
	"[entry:gone]\nname = Gone\nkind = unit\nlisted-under = house\n"
	"summary = Gypsum and alabaster.\nstatus = defunct\n"
	"[entry:other]\nname = Other\nkind = unit\nsummary = Common gypsum.\n"
	"[entry:works]\nname = Water Works\nkind = unit\nsummary = Common.\n"
	"[entry:mill]\nname = Mill\nkind = unit\n"
	"summary = Common water, and it works.\n"
	"[entry:plane]\nname = Carpenter\nkind = unit\n"
	"summary = Common plane of granite.\n"
	"[entry:stars]\nname = Stars\nkind = unit\n"
	"summary = Common planetarium.\n";

struct fixture {
	struct generation *generation;
	struct arena *arena;
};

static int enter(void **state)
{
	static const char *const overrides[] = { "directory.path=.", NULL };
	static struct fixture fixture;
	struct err err = { 0 };

	support_enter(state);
	support_write("input.ini", text, strlen(text));
	fixture.generation = generation_new(NULL, overrides, NULL, &err);
	support_assert_faults(&err, "");
	fixture.arena = arena_new();
	*state = &fixture;
	return 0;
}

static int leave(void **state)
{
	struct fixture *fixture = *state;

	generation_release(fixture->generation);
	arena_free(fixture->arena);
	return support_leave(state);
}

static const struct match *find(const struct fixture *fixture,
				const char *words)
{
	return match_find(generation_edition(fixture->generation, false)->index,
			  words, fixture->arena);
}

/* What the words are worth at the entry of that id. */
static float worth_at(const struct fixture *fixture, const char *words,
		      const char *id)
{
	const struct match *match = find(fixture, words);
	const struct entry *entry =
		directory_entry(match->index->edition->directory, id);

	return worth_of(match)->by_place[entry->place];
}

static void a_word_that_few_have_is_worth_more(void **state)
{
	const struct fixture *fixture = *state;

	assert_true(worth_at(fixture, "common marble", "second") >
		    2 * worth_at(fixture, "common marble", "first"));
	assert_true(worth_at(fixture, "common", "first") > 0);
	assert_true(worth_at(fixture, "marble", "first") <= 0);
}

static void who_has_more_of_the_words_is_first(void **state)
{
	const struct match *match = find(*state, "slate");
	const struct directory *directory = match->index->edition->directory;
	size_t first = directory_entry(directory, "first")->place;
	size_t third = directory_entry(directory, "third")->place;

	assert_int_equal(worth_step(match, first), 0);
	assert_true(match_order(match, first) < MATCH_ORDERS);
	assert_true(match_order(match, third) >= MATCH_ORDERS);
}

static void little_words_may_stand_among_those_of_a_synonym(void **state)
{
	const struct fixture *fixture = *state;

	assert_true(worth_at(fixture, "not paid", "third") > 0);
	assert_true(worth_at(fixture, "not been paid", "third") > 0);
	assert_true(worth_at(fixture, "not for 12 paid", "third") > 0);
	assert_true(worth_at(fixture, "paid not", "third") <= 0);
	assert_true(worth_at(fixture, "not slate paid", "third") <= 0);
}

static void a_word_of_several_tells_less_by_itself(void **state)
{
	const struct fixture *fixture = *state;

	assert_true(worth_at(fixture, "green ore", "third") >
		    worth_at(fixture, "ore", "third"));
	assert_true(worth_at(fixture, "green ore", "third") <
		    2.2F * worth_at(fixture, "ore", "third"));
}

static void a_name_tells_more_than_a_text_that_has_its_words(void **state)
{
	const struct fixture *fixture = *state;

	assert_true(worth_at(fixture, "pipes", "mill") > 0);
	assert_true(worth_at(fixture, "pipes", "works") >
		    1.5F * worth_at(fixture, "pipes", "mill"));
}

static void several_words_may_begin_with_what_all_have(void **state)
{
	const struct fixture *fixture = *state;

	assert_true(worth_at(fixture, "common drains", "plane") >
		    worth_at(fixture, "granite", "plane") / 2);
}

/* A lifeline is rarer than a hotline, and no better for who wants a hotline. */
static void what_means_the_same_is_worth_less_than_the_word(void **state)
{
	const struct match *match = find(*state, "hotline");
	const struct worth *worth = worth_of(match);
	const float *lines =
		worth->by_place + match->index->edition->directory->entry_count;

	assert_true(lines[1] > 0);
	assert_true(lines[0] > lines[1]);
	assert_true(lines[2] > lines[1]);
	assert_true(worth->best_line >= lines[0]);
}

static void who_looks_for_what_is_gone_is_led_to_that_above_it(void **state)
{
	const struct fixture *fixture = *state;

	assert_true(worth_at(fixture, "gypsum alabaster", "house") >
		    worth_at(fixture, "gypsum alabaster", "other"));
	assert_true(worth_at(fixture, "alabaster", "house") <= 0);
	assert_true(worth_at(fixture, "gypsum alabaster", "gone") >
		    worth_at(fixture, "gypsum alabaster", "house"));
}

/* Words spelt almost alike, and nothing at all. */
static void a_word_that_is_nowhere_is_worth_what_it_is_spelt_like(void **state)
{
	const struct fixture *fixture = *state;
	float right = worth_at(fixture, "marble", "second");
	float wrong = worth_at(fixture, "marbel", "second");

	assert_true(wrong > 0 && wrong < right);
	assert_true(worth_of(find(fixture, "zzzzzz"))->best <= 0);
	assert_int_equal(worth_step(find(fixture, "zzzzzz"), 0), 0);
}

/* The last word of the box may be the beginning of another as it is written. */
static void a_word_that_is_spelt_anew_is_whole(void **state)
{
	const struct fixture *fixture = *state;
	const char *words = "common plame";

	assert_true(worth_at(fixture, words, "plane") >
		    worth_at(fixture, words, "third"));
	assert_true(worth_at(fixture, words, "stars") <=
		    worth_at(fixture, words, "third"));
}

/* So do those by ear, with little words, and as parts of what means the same;
 * what only sounds so is worth as much. */
static void what_means_the_same_may_be_spelt_by_ear(void **state)
{
	const struct fixture *fixture = *state;
	float right = worth_at(fixture, "blue coal", "third");
	float wrong = worth_at(fixture, "bloo koal", "third");

	assert_true(right > 0);
	assert_true(wrong >= right && wrong <= right);
	assert_true(worth_at(fixture, "koal", "third") <= 0);
	assert_true(worth_at(fixture, "kwarry", "third") > 0);
	wrong = worth_at(fixture, "blue coam", "third");
	assert_true(wrong < right);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_that_few_have_is_worth_more),
		cmocka_unit_test(who_has_more_of_the_words_is_first),
		cmocka_unit_test(
			little_words_may_stand_among_those_of_a_synonym),
		cmocka_unit_test(a_word_of_several_tells_less_by_itself),
		cmocka_unit_test(
			a_name_tells_more_than_a_text_that_has_its_words),
		cmocka_unit_test(several_words_may_begin_with_what_all_have),
		cmocka_unit_test(
			what_means_the_same_is_worth_less_than_the_word),
		cmocka_unit_test(
			who_looks_for_what_is_gone_is_led_to_that_above_it),
		cmocka_unit_test(
			a_word_that_is_nowhere_is_worth_what_it_is_spelt_like),
		cmocka_unit_test(a_word_that_is_spelt_anew_is_whole),
		cmocka_unit_test(what_means_the_same_may_be_spelt_by_ear),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
