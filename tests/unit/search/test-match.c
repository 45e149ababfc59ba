/* Which entries words find, and in which order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "search/highlight.h"
#include "search/match.h"
#include "search/query.h"
#include "search/ranks.h"
#include "search/suggest.h"

static const char text[] =
	"[directory]\ntitle = Small\nlanguages = en, es\n"
	"namespace = https://signpost.example/small\n"
	"time-zone = America/New_York\ncrisis = help\n"
	"synonym = boss, employer, workers\n"
	"synonym = passport, labor trafficking\n"
	"synonym = sent back, deported\n"
	"synonym = overseer, restore > enforces\n"
	"synonym = wont leave, cannot move > enforces\n"
	"synonym.es = estoy atrapada > cumplir\n"
	"synonym.es = patr\xc3\xb3n, trabajadores\n"
	"[kind:unit]\nname = Unit\n"
	"[facet:audience]\nname = Who it is for\n"
	"[audience:workers]\nname = Workers\nname.es = Trabajadoras\n"
	"[answered-by:ngo]\nname = Answered by an organization.\n"
	"[phone:help]\nnumber = 988\npurpose = Talk to someone\n"
	"answered-by = ngo\nverified = undated\n"
	"[entry:base]\nname = Base\nkind = unit\nsummary = Stands first.\n"
	"audience = workers\n"
	"[entry:whd]\nname = Wage and Hour Division\nabbreviation = WHD\n"
	"name.es = Divisi\xc3\xb3n de Horas y Salarios\nkind = unit\n"
	"summary = Enforces rules on pay.\nsummary.es = Hace cumplir reglas.\n"
	"audience = workers\n"
	"[entry:tip]\nname = Office to Combat Trafficking\n"
	"abbreviation = J/TIP\nkind = unit\nsummary = Labor, whd, wages.\n"
	"[entry:tips]\nname = Tip Line\naka = Rescue & Restore\n"
	"kind = unit\nsummary = Takes trauma-informed reports.\n"
	"note = Not for people who were deported.\n"
	"phone = help\n"
	"[entry:whdx]\nname = Other\nabbreviation = WHDX\nkind = unit\n"
	"listed-under = tip\nsummary = Anything.\n"
	"[phone:office]\nnumber = +1-202-555-0143\npurpose = Ask\n"
	"answered-by = ngo\nlanguages = Mixteco\nhours = Mon 09:00-12:00 UTC\n"
	"[entry:told]\nname = Told\naka = \u0110\u01b0\u1eddng d\u00e2y\n"
	"aka = \u53cd\u4eba\u53e3\u8d29\u8fd0\u70ed\u7ebf\n"
	"kind = unit\nsummary = Says much.\nphone = office\n"
	"fact = Quartz weighs. | a book of feldspar\n"
	"link = https://example.org/basalt | Granite\n"
	"link.es = https://example.org/basalt | Granito\n"
	"area = Gneiss\nemail = schist@example.org\n"
	"address = 1 Marble Street\naddress-visibility = public\n"
	"[entry:kept]\nname = Kept\nkind = unit\nsummary = Says less.\n"
	"address = 2 Slate Street\ninternal-note = Obsidian\n"
	"[entry:wit]\nname = Dept of Pal\nabbreviation = WIT\n"
	"kind = unit\nsummary = Of witnesses.\n";

/* Words; whom they find, the best first, in English and in Spanish. */
static const struct {
	const char *words, *english, *spanish;
} cases[] = {
	{ "whd", "whd whdx tip", "whd whdx tip" },
	{ "WHD.", "whd whdx tip", "whd whdx tip" },
	{ "whdx", "whdx", "whdx" },
	{ "wage", "whd tip", "whd tip" },
	{ "wages", "whd tip", "whd tip" },
	{ "hour wage", "whd", "whd" },
	{ "wag", "whd tip", "whd tip" },
	{ "wag hour", "", "" },
	{ "j/tip", "tip whdx", "tip whdx" },
	{ "jtip", "tip whdx", "tip whdx" },
	{ "tip", "tip tips whdx", "tip tips whdx" },
	{ "rescue and restore", "tips", "tips" },
	{ "rescue & restore", "tips", "tips" },
	{ "trauma informed", "tips", "tips" },
	{ "traumainformed", "tips", "tips" },
	{ "trauma-informed", "tips", "tips" },
	{ "whole directory", "", "" },
	{ "talk", "tips", "tips" },
	{ "my boss", "base whd", "base whd" },
	{ "the employers", "base whd", "base whd" },
	{ "my", "", "" },
	{ "passport", "tip", "tip" },
	{ "boss passport", "", "" },
	{ "they sent me back", "", "" },
	{ "sent back", "tips", "tips" },
	{ "overseer", "whd", "whd" },
	{ "enforces", "whd", "whd" },
	{ "restore", "tips whd", "tips whd" },
	{ "won't leave", "whd", "whd" },
	{ "will not leave", "whd", "whd" },
	{ "can not move", "whd", "whd" },
	{ "cant move", "whd", "whd" },
	{ "estoy atrapada", "", "whd" },
	{ "toy atrapada", "", "whd" },
	{ "wit", "wit", "wit" },
	{ "witn", "wit", "wit" },
	{ "dept of pal", "wit", "wit" },
	{ "pal", "wit", "wit" },
	{ "w reports", "tips", "tips" },
	{ "ppl", "tips", "tips" },
	{ "salario", "", "whd" },
	{ "divisi\xc3\xb3n horas", "", "whd" },
	{ "patron", "", "base whd" },
	{ "enforces cumplen", "", "whd" },
	{ "base", "base", "base" },
	{ "202 555 0143", "told", "told" },
	{ "+12025550143", "told", "told" },
	{ "(202) 555-0143", "told", "told" },
	{ "555-0143", "told", "told" },
	{ "5550143", "told", "told" },
	{ "quartz", "told", "told" },
	{ "feldspar", "", "" },
	{ "basalt", "", "" },
	{ "granite", "told", "told" },
	{ "granito", "", "told" },
	{ "gneiss mixteco", "told", "told" },
	{ "schist@example.org", "told", "told" },
	{ "monday", "told", "told" },
	{ "lunes", "", "told" },
	{ "marble", "told", "told" },
	{ "slate", "", "" },
	{ "obsidian", "", "" },
	{ "duong day", "told", "told" },
	{ "\u70ed\u7ebf", "told", "told" },
	{ "\u53e3\u8d29\u8fd0", "told", "told" },
	{ "\u7ebf\u70ed", "", "" },
	{ "\u7ebf", "told", "told" },
};

struct fixture {
	struct generation *generation;
	struct arena *arena;
};

static void print_found(const struct edition *edition, const char *words,
			struct arena *arena, struct buf *out)
{
	const struct match *found = match_find(edition->index, words, arena);

	for (int rank = 0; rank < RANK_NOWHERE; rank++)
		for (size_t i = 0; i < edition->directory->entry_count; i++)
			if (found->ranks[i] == rank)
				buf_printf(out, "%s%s",
					   out->length > 0 ? " " : "",
					   edition->directory->entries[i]->id);
}

static void assert_found(const struct edition *edition, const char *words,
			 const char *expected, struct arena *arena)
{
	struct buf out = buf_new(1024);

	print_found(edition, words, arena, &out);
	if (strcmp(buf_text(&out), expected) != 0)
		fail_msg("`%s` finds `%s`, not `%s`", words, buf_text(&out),
			 expected);
	buf_free(&out);
}

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

static void the_abbreviation_comes_first_then_the_name(void **state)
{
	struct fixture *fixture = *state;
	const struct edition *english =
		generation_edition(fixture->generation, false);
	const struct edition *spanish = edition_in(english, "es");

	assert_string_equal(spanish->locale->tag, "es");
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_found(english, cases[i].words, cases[i].english,
			     fixture->arena);
		assert_found(spanish, cases[i].words, cases[i].spanish,
			     fixture->arena);
	}
}

static void a_text_without_words_finds_everything(void **state)
{
	static const char *const texts[] = { "", " ", "?!", "\xcc\x81" };
	struct fixture *fixture = *state;
	const struct edition *edition =
		generation_edition(fixture->generation, false);

	for (size_t i = 0; i < COUNT(texts); i++) {
		const struct match *match =
			match_find(edition->index, texts[i], fixture->arena);

		assert_null(match->ranks);
		assert_int_equal(match_rank(match, 0), RANK_TEXT);
	}
	assert_int_equal(match_rank(NULL, 0), RANK_TEXT);
}

static void what_is_looked_for_exactly_is_not_written_out(void **state)
{
	struct fixture *fixture = *state;
	const struct edition *edition =
		generation_edition(fixture->generation, false);
	const size_t count = edition->directory->entry_count;

	assert_true(ranks_are_nowhere(
		match_find_exactly(edition->index, "ppl", fixture->arena)
			->ranks,
		count));
	assert_false(ranks_are_nowhere(
		match_find_exactly(edition->index, "dept", fixture->arena)
			->ranks,
		count));
}

/* Words, a text in English, and the same with what is marked in brackets. */
static const struct {
	const char *words, *text, *marked;
} marks[] = {
	{ "wage", "Wages and wage theft.", "[Wages] and [wage] theft." },
	{ "wag", "A wager, a WAGE.", "A [wager], a [WAGE]." },
	{ "wag pay", "A wager.", NULL },
	{ "jtip", "The J/TIP office", "The [J/TIP] office" },
	{ "j/tip", "The J/TIP office", "The [J/TIP] office" },
	{ "j tip", "The J/TIP office", "The [J]/[TIP] office" },
	{ "office the", "The J/TIP office", "The J/TIP [office]" },
	{ "my boss", "For workers, my dear", "For [workers], my dear" },
	{ "women", "A women's line", "A [women's] line" },
	{ "line", "line", "[line]" },
	{ "\xc3\xa9l", "\xc3\x89l \xc3\xa9", "[\xc3\x89l] \xc3\xa9" },
	{ "<b>", "a <b> c", "a <[b]> c" },
	{ "dept", "The Dept, a department", "The [Dept], a [department]" },
	{ "dont work", "I don't work", "I don't [work]" },
	{ "zzz", "Nothing of it", NULL },
	{ "?!", "What?!", NULL },
};

static void print_marked(const json_t *pieces, struct buf *out)
{
	const json_t *piece;
	size_t i;

	json_array_foreach(pieces, i, piece)
	{
		bool is_found =
			json_is_true(json_object_get(piece, "is_found"));

		buf_printf(out, is_found ? "[%s]" : "%s",
			   json_string_value(json_object_get(piece, "text")));
	}
}

static void what_was_looked_for_is_marked(void **state)
{
	struct fixture *fixture = *state;
	const struct edition *edition =
		generation_edition(fixture->generation, false);

	for (size_t i = 0; i < COUNT(marks); i++) {
		const struct match *match = match_find(
			edition->index, marks[i].words, fixture->arena);
		json_t *pieces = highlight_text(match, marks[i].text, 0);
		struct buf out = buf_new(1024);

		print_marked(pieces, &out);
		if (marks[i].marked == NULL)
			assert_null(pieces);
		else
			assert_string_equal(buf_text(&out), marks[i].marked);
		buf_free(&out);
		json_decref(pieces);
	}
}

/* Words that find nothing together, and what is suggested instead. */
static const struct {
	const char *words, *suggested;
} neighbors[] = {
	{ "zzzz wages", "" },
	{ "waged zzzz", "" },
	{ "waeg", "wage" },
	{ "age", "" },
	{ "divisoin", "division" },
	{ "pasport", "passport" },
	{ "traficing", "trafficking" },
	{ "zrafficking", "trafficking" },
	{ "pax", "" },
	{ "boss pasport", "" },
	{ "waeg hour", "wage hour" },
	{ "202-555-0144", "" },
};

static void assert_suggested(const struct edition *edition, const char *words,
			     const char *expected, struct arena *arena)
{
	const struct query *query = query_with_words(
		query_parse(edition->directory, "", arena), words,
		match_find(edition->index, words, arena), arena);
	const struct query *there = suggest_find(query, arena);
	const char *found = there != NULL ? there->text : "";

	if (strcmp(found, expected) != 0)
		fail_msg("for `%s`: `%s`, not `%s`", words, found, expected);
}

static void a_word_has_neighbors_that_the_directory_writes(void **state)
{
	struct fixture *fixture = *state;
	const struct edition *edition =
		generation_edition(fixture->generation, false);

	for (size_t i = 0; i < COUNT(neighbors); i++)
		assert_suggested(edition, neighbors[i].words,
				 neighbors[i].suggested, fixture->arena);
}

static void where_nobody_can_search_there_is_no_index(void **state)
{
	static const char *const overrides[] = { "site.search=off", NULL };
	struct err err = { 0 };
	struct generation *generation =
		generation_new(NULL, overrides, NULL, &err);

	(void)state;
	support_assert_faults(&err, "");
	assert_null(generation_edition(generation, false)->index);
	generation_release(generation);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_abbreviation_comes_first_then_the_name),
		cmocka_unit_test(a_text_without_words_finds_everything),
		cmocka_unit_test(what_is_looked_for_exactly_is_not_written_out),
		cmocka_unit_test(what_was_looked_for_is_marked),
		cmocka_unit_test(
			a_word_has_neighbors_that_the_directory_writes),
		cmocka_unit_test(where_nobody_can_search_there_is_no_index),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
