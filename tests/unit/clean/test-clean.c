/* Every rule by its example; and what no rule may be sure of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "clean/clean.h"
#include "lib/support.h"
#include "record/hours.h"
#include "record/phone.h"

static void every_rule_does_what_its_example_says(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < CLEAN_RULES; i++) {
		const struct clean_rule *rule = &clean_rules[i];
		const char *after = rule->apply(rule->before, arena);

		assert_string_equal(after, rule->after);
		assert_ptr_equal(rule->apply(after, arena), after);
	}
	arena_free(arena);
}

static void a_rule_is_counted_where_it_did_something(void **state)
{
	struct arena *arena = arena_new();
	struct clean_tally tally = { 0 };
	size_t sum = 0;

	(void)state;
	assert_string_equal(clean("Food bank", CLEAN_TEXT, &tally, arena),
			    "Food bank");
	for (size_t i = 0; i < CLEAN_RULES; i++)
		assert_int_equal(tally.counts[i], 0);
	assert_string_equal(
		clean(" Food &amp; beds", CLEAN_TEXT, &tally, arena),
		"Food & beds");
	for (size_t i = 0; i < CLEAN_RULES; i++)
		sum += tally.counts[i];
	assert_int_equal(sum, 2);
	arena_free(arena);
}

static const struct {
	unsigned use;
	const char *before, *after;
} texts[] = {
	{ CLEAN_TEXT, "&lt;p&gt;Food&lt;/p&gt;", "Food" },
	{ CLEAN_TEXT, "Food &amp;amp; beds", "Food & beds" },
	{ CLEAN_TEXT, "a\r\nb", "a b" },
	{ CLEAN_TEXT, "H\xc2\xa0I", "H I" },
	{ CLEAN_TEXT, "Iâ€™m here", "I’m here" },
	{ CLEAN_TEXT, "\xe2\x80\xaeoops", "oops" },
	{ CLEAN_TEXT, "\xff\xfe", "" },
	{ CLEAN_TEXT, "a < b & c", "a < b & c" },
	{ CLEAN_TEXT, "\"a\" and \"b\"", "\"a\" and \"b\"" },
	{ CLEAN_DATE, "2026-03-31", "2026-03-31" },
	{ CLEAN_DATE, "2014-04-02 00:00:00 UTC", "2014-04-02" },
	{ CLEAN_DATE, "Nov 20, 2026", "2026-11-20" },
	{ CLEAN_DATE, "11/12/2026", "11/12/2026" },
	{ CLEAN_DATE, "15 de marzo de 2026", "2026-03-15" },
	{ CLEAN_DATE, "1 dic. del 2025", "2025-12-01" },
	{ CLEAN_DATE, "agosto 2025", "2025-08" },
	{ CLEAN_DATE, "ju 2025", "ju 2025" },
	{ CLEAN_DATE, "soon", "soon" },
	{ CLEAN_LINK, "example.org/a?b=1", "https://example.org/a?b=1" },
	{ CLEAN_LINK, "http://example.org", "http://example.org" },
	{ CLEAN_LINK, "ask at the desk.", "ask at the desk." },
	{ CLEAN_LINK, "help@example.org", "help@example.org" },
	{ CLEAN_STATE, "ca", "CA" },
	{ CLEAN_STATE, "New York", "NY" },
	{ CLEAN_STATE, "Bavaria", "Bavaria" },
	{ CLEAN_LANGUAGE, "español", "es" },
	{ CLEAN_LANGUAGE, "Klingon", "Klingon" },
	{ CLEAN_EMAIL, "MAILTO:a@example.org", "a@example.org" },
	{ CLEAN_WORD, "INACTIVE", "inactive" },
};

static void texts_come_out_as_editors_write_them(void **state)
{
	struct arena *arena = arena_new();
	struct clean_tally tally = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_string_equal(clean(texts[i].before,
					  (enum clean_use)texts[i].use, &tally,
					  arena),
				    texts[i].after);
	arena_free(arena);
}

static const struct {
	const char *text;
	const char *numbers; /* one after the other, `number;ext|type` */
	const char *rest;    /* "" for none */
} numbers[] = {
	{ "(415) 555-0100 ext. 2", "+1-415-555-0100;2", "" },
	{ "415.555.0100 x2", "+1-415-555-0100;2", "" },
	{ "4155550100", "+1-415-555-0100", "" },
	{ "14155550100", "+1-415-555-0100", "" },
	{ "1-800-FLOWERS", "+1-800-356-9377", "" },
	{ "(415) 555-0100, (415) 555-0101", "+1-415-555-0100 +1-415-555-0101",
	  "" },
	{ "415-555-0100 or 415-555-0101 ext 5",
	  "+1-415-555-0100 +1-415-555-0101;5", "" },
	{ "415-555-0100, ext. 12", "+1-415-555-0100;12", "" },
	{ "Phone: 415-555-0100; Fax: 415-555-0102",
	  "+1-415-555-0100 +1-415-555-0102|fax", "" },
	{ "TTY 415 555 0100", "+1-415-555-0100|textphone", "" },
	{ "\"+44 1234 234567\"", "+44-1234-234567", "" },
	{ "988", "988", "" },
	{ "555.0100 x2", "", "555.0100 x2" },
	/* Such an area code is of another country. */
	{ "999 555 0100", "", "999 555 0100" },
	{ "(372) 555-0100", "", "(372) 555-0100" },
	{ "(415) 555-0100, 555-0101", "+1-415-555-0100", "555-0101" },
	{ "415-555-0100 (ask for Ann)", "", "415-555-0100 (ask for Ann)" },
	{ "call the front desk", "", "call the front desk" },
	{ "115-555-0100", "", "115-555-0100" },
	{ "1234 234567", "", "1234 234567" },
	{ "445-2368 fax", "", "445-2368 fax" },
	{ "445-2368 TTY", "", "445-2368 TTY" },
	{ "741741 HOME", "", "741741 HOME" },
	{ "202 555 Main", "", "202 555 Main" },
	{ "415-555-O1OO", "", "415-555-O1OO" },
	{ "415-555-OOOO", "", "415-555-OOOO" },
	{ "1-800-799-SAFE", "+1-800-799-7233", "" },
	{ "1-800-799-SAFE (7233)", "+1-800-799-7233", "" },
	{ "1-800-799-7233 (SAFE)", "+1-800-799-7233", "" },
	{ "(800) 799-SAFE (799-7233)", "+1-800-799-7233", "" },
	{ "1-800-FLOWERS (1-800-356-9377) x2", "+1-800-356-9377;2", "" },
	{ "1-800-799-SAFE (7234)", "", "1-800-799-SAFE (7234)" },
	{ "1-800-799-SAFE (8255)", "", "1-800-799-SAFE (8255)" },
	{ "1-800-799-SAFE (233)", "", "1-800-799-SAFE (233)" },
	{ "650-403-8398 (text)", "", "650-403-8398 (text)" },
	{ "650-403-7233 (Ann)", "", "650-403-7233 (Ann)" },
	{ "1-800-799-7233 (7233)", "", "1-800-799-7233 (7233)" },
	{ "415-555-HELP x12", "+1-415-555-4357;12", "" },
	{ "1-800-FLOWERS, ext. 5", "+1-800-356-9377;5", "" },
	{ "415-555-HELPx12", "", "415-555-HELPx12" },
	{ "1-800-FLEX 12", "", "1-800-FLEX 12" },
	{ "415-555-HELP x12a", "", "415-555-HELP x12a" },
	{ "650-403-4300 fax", "+1-650-403-4300|fax", "" },
	{ "(650) 403-4300 (Fax)", "+1-650-403-4300|fax", "" },
	{ "650-403-4300 (TTY/TDD)", "+1-650-403-4300|textphone", "" },
	{ "650-403-4300 (voice), 650-403-4301 (TTY)",
	  "+1-650-403-4300 +1-650-403-4301|textphone", "" },
	{ "650-403-4300 / 650-403-4301 fax",
	  "+1-650-403-4300 +1-650-403-4301|fax", "" },
	{ "650-403-4300 x8 fax", "+1-650-403-4300;8|fax", "" },
	{ "650-403-4300 fax, 650-403-4301", "+1-650-403-4300|fax",
	  "650-403-4301" },
	{ "650-403-4300 fax 650-403-4301", "",
	  "650-403-4300 fax 650-403-4301" },
	{ "650-403-4300 or 650-403-4301 fax", "",
	  "650-403-4300 or 650-403-4301 fax" },
	{ "650-403-4300 and 650-403-4301 (fax)", "",
	  "650-403-4300 and 650-403-4301 (fax)" },
	{ "Fax: see web, 650-403-4300", "", "Fax: see web; 650-403-4300" },
	{ "Phone: 650-403-4300 fax", "", "Phone: 650-403-4300 fax" },
	{ "650-403-4300 (fax", "", "650-403-4300 (fax" },
	{ "650-403-4300 faxes", "", "650-403-4300 faxes" },
	{ "650-403-4300 cell", "", "650-403-4300 cell" },
	{ "403-4300 fax", "", "403-4300 fax" },
	{ "fax", "", "fax" },
	{ "1-877-8-HOPENY", "+1-877-846-7369", "" },
	{ "1-800-4-A-CHILD", "+1-800-422-4453", "" },
	{ "1-888-HELP-NOW", "+1-888-435-7669", "" },
	{ "415-555-0100 ext 12, 311", "+1-415-555-0100;12", "311" },
	{ "1800FLOWERS", "+1-800-356-9377", "" },
	{ "445-2368 123", "", "445-2368 123" },
	{ "24/7 445-2368", "", "24/7 445-2368" },
	{ "55 2345 6789", "", "55 2345 6789" },
	{ "+44 (0)20 7946 0958", "", "+44 (0)20 7946 0958" },
	{ "415-555-0100, 12345", "+1-415-555-0100", "12345" },
	{ "Fax: 415-555-0102, 415-555-0100", "+1-415-555-0102|fax",
	  "415-555-0100" },
	{ "911 or 988", "911 988", "" },
	{ "+1 415 555 010", "", "+1 415 555 010" },
	{ "", "", "" },
};

static void numbers_are_parted_and_doubtful_ones_are_left(void **state)
{
	struct arena *arena = arena_new();
	struct clean_tally tally = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct clean_number found[CLEAN_NUMBERS];
		const char *rest, *all = "";
		size_t count = clean_numbers(numbers[i].text, &tally, arena,
					     found, &rest);

		for (size_t j = 0; j < count; j++)
			all = arena_printf(
				arena, "%s%s%s%s%s%s%s", all, j > 0 ? " " : "",
				found[j].number,
				found[j].extension != NULL ? ";" : "",
				found[j].extension != NULL ?
					found[j].extension :
					"",
				found[j].type != NULL ? "|" : "",
				found[j].type != NULL ? found[j].type : "");
		assert_string_equal(all, numbers[i].numbers);
		assert_string_equal(rest != NULL ? rest : "", numbers[i].rest);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_does_what_its_example_says),
		cmocka_unit_test(a_rule_is_counted_where_it_did_something),
		cmocka_unit_test(texts_come_out_as_editors_write_them),
		cmocka_unit_test(numbers_are_parted_and_doubtful_ones_are_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
