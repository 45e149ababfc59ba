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
	{ CLEAN_HOURS, "Mon-Fri 08:00-20:00 America/New_York",
	  "Mon-Fri 08:00-20:00 America/New_York" },
	{ CLEAN_HOURS, "Monday - Friday, 9:00 a.m. - 5:30 p.m.",
	  "Mon-Fri 09:00-17:30 local time" },
	{ CLEAN_HOURS, "M, W, F 9-12; by appointment",
	  "by appointment, Mon, Wed, Fri 09:00-12:00 local time" },
	{ CLEAN_HOURS, "Mon–Thu 8am–12pm, 1pm–5pm; Fri closed",
	  "Mon-Thu 08:00-12:00; Mon-Thu 13:00-17:00 local time" },
	{ CLEAN_HOURS, "Mon-Fri 9-5, Sat 10am to 2pm, closed Sun",
	  "Mon-Fri 09:00-17:00; Sat 10:00-14:00 local time" },
	{ CLEAN_HOURS, "Weekdays noon to 9pm",
	  "Mon-Fri 12:00-21:00 local time" },
	{ CLEAN_HOURS, "Daily 8am-midnight", "Mon-Sun 08:00-24:00 local time" },
	{ CLEAN_HOURS, "Tue & Thu 1-5pm", "Tue, Thu 13:00-17:00 local time" },
	{ CLEAN_HOURS, "Mon-Fri: 09:00-17:00",
	  "Mon-Fri 09:00-17:00 local time" },
	{ CLEAN_HOURS, "By appointment only.", "by appointment" },
	{ CLEAN_HOURS, "24 Hours a day", "24/7" },
	{ CLEAN_HOURS, "8-4:30 M-F", "Mon-Fri 08:00-16:30 local time" },
	{ CLEAN_HOURS, "9am-5pm M-F, 10am-2pm Sat",
	  "Mon-Fri 09:00-17:00; Sat 10:00-14:00 local time" },
	{ CLEAN_HOURS, "9am-5pm M-F; 10am-2pm Sat, Sun",
	  "Mon-Fri 09:00-17:00; Sat, Sun 10:00-14:00 local time" },
	{ CLEAN_HOURS, "8am-5pm, Mon-Fri; 9am-1pm Sat",
	  "Mon-Fri 08:00-17:00; Sat 09:00-13:00 local time" },
	{ CLEAN_HOURS, "9-5 M-F; closed Sat & Sun",
	  "Mon-Fri 09:00-17:00 local time" },
	{ CLEAN_HOURS, "9am-5pm 7 days a week",
	  "Mon-Sun 09:00-17:00 local time" },
	{ CLEAN_HOURS, "24h", "24/7" },
	{ CLEAN_HOURS, "24 hrs/day", "24/7" },
	{ CLEAN_HOURS, "7 days a week, 24 hours a day", "24/7" },
	{ CLEAN_HOURS, "24 hours M-F", "Mon-Fri 00:00-24:00 local time" },
	{ CLEAN_HOURS, "Mon-Fri 24 hours", "Mon-Fri 00:00-24:00 local time" },
	{ CLEAN_HOURS, "MWF 13:00-15:00",
	  "Mon, Wed, Fri 13:00-15:00 local time" },
	{ CLEAN_HOURS, "TTh 9-5", "Tue, Thu 09:00-17:00 local time" },
	{ CLEAN_HOURS, "T/Th 9-5", "Tue, Thu 09:00-17:00 local time" },
	{ CLEAN_HOURS, "MTWTF 9-5", "Mon-Fri 09:00-17:00 local time" },
	{ CLEAN_HOURS, "M T W Th F 9am-5pm", "Mon-Fri 09:00-17:00 local time" },
	{ CLEAN_HOURS, "M 10-6, T 10-6, W 10-6",
	  "Mon 10:00-18:00; Tue 10:00-18:00; Wed 10:00-18:00 local time" },
	{ CLEAN_HOURS, "T 9 a.m.-5 p.m., W 9 a.m.-5 p.m.",
	  "Tue 09:00-17:00; Wed 09:00-17:00 local time" },
	{ CLEAN_HOURS, "T-Th 9-5", "Tue-Thu 09:00-17:00 local time" },
	{ CLEAN_HOURS, "Mon-Thu 8:30am-5pm; Fri 8:30am-12pm",
	  "Mon-Thu 08:30-17:00; Fri 08:30-12:00 local time" },
	{ CLEAN_HOURS, "M-F 8a-5p", "Mon-Fri 08:00-17:00 local time" },
	{ CLEAN_HOURS, "Daily 9am-9pm", "Mon-Sun 09:00-21:00 local time" },
	{ CLEAN_HOURS, "Mo-Fr 09:00-17:00; Sa 09:00-13:00",
	  "Mon-Fri 09:00-17:00; Sat 09:00-13:00 local time" },
	{ CLEAN_HOURS, "M-F 0800-1700", "Mon-Fri 08:00-17:00 local time" },
	{ CLEAN_HOURS, "Sat 10am-12 noon", "Sat 10:00-12:00 local time" },
	{ CLEAN_HOURS, "Sat 8pm-12 midnight", "Sat 20:00-24:00 local time" },
	{ CLEAN_HOURS, "weekdays 9-5", "Mon-Fri 09:00-17:00 local time" },
	{ CLEAN_HOURS, "Mon-Fri 9am-5pm, closed on Sundays",
	  "Mon-Fri 09:00-17:00 local time" },
	{ CLEAN_HOURS, "Mon-Fri 9-5, closed Sat and Sun",
	  "Mon-Fri 09:00-17:00 local time" },
	{ CLEAN_HOURS, "Mon-Fri 9am-5pm, closed holidays",
	  "Mon-Fri 09:00-17:00 local time | closed holidays" },
	{ CLEAN_HOURS, "Mon-Fri 9am-5pm (Closed on all federal holidays.)",
	  "Mon-Fri 09:00-17:00 local time | Closed on all federal holidays" },
	{ CLEAN_HOURS, "Mon-Fri 9am-5pm except holidays",
	  "Mon-Fri 09:00-17:00 local time | except holidays" },
	{ CLEAN_HOURS, "9am-5pm M-F; closed state & federal holidays",
	  "Mon-Fri 09:00-17:00 local time | closed state & federal holidays" },
	{ CLEAN_HOURS, "Mon-Fri 8-12, 1-5",
	  "Mon-Fri 08:00-12:00; Mon-Fri 13:00-17:00 local time" },
	{ CLEAN_HOURS, "M-F 8am-noon and 12:30-4:30",
	  "Mon-Fri 08:00-12:00; Mon-Fri 12:30-16:30 local time" },
	{ CLEAN_HOURS, "M 9-5, T 9-5, W 9-5, T 9-5, F 9-1",
	  "Mon 09:00-17:00; Tue 09:00-17:00; Wed 09:00-17:00; "
	  "Thu 09:00-17:00; Fri 09:00-13:00 local time" },
	{ CLEAN_HOURS, "Mon-Fri 9am-5pm ET",
	  "Mon-Fri 09:00-17:00 America/New_York" },
	{ CLEAN_HOURS, "Mon-Fri 9am-5pm (Central Time)",
	  "Mon-Fri 09:00-17:00 America/Chicago" },
	{ CLEAN_HOURS, "Mon-Fri 8am-5pm PDT; Sat 9am-1pm PT",
	  "Mon-Fri 08:00-17:00; Sat 09:00-13:00 America/Los_Angeles" },
	{ CLEAN_HOURS, "Mon-Fri 8am-5pm; Sat 9am-1pm EST/EDT",
	  "Mon-Fri 08:00-17:00; Sat 09:00-13:00 America/New_York" },
	{ CLEAN_HOURS, "9am-5pm M-F HST",
	  "Mon-Fri 09:00-17:00 Pacific/Honolulu" },
	{ CLEAN_HOURS, "lun-vie 9-17", "Mon-Fri 09:00-17:00 local time" },
	{ CLEAN_HOURS, "Lunes a viernes de 9 a 5",
	  "Mon-Fri 09:00-17:00 local time" },
	{ CLEAN_HOURS, "De lunes a viernes, de las 9:00 a.m. a las 5:30 p. m.",
	  "Mon-Fri 09:00-17:30 local time" },
	{ CLEAN_HOURS, "Lunes, miércoles y viernes 9 a 12 hrs.",
	  "Mon, Wed, Fri 09:00-12:00 local time" },
	{ CLEAN_HOURS, "L-V 8:30-16:30", "Mon-Fri 08:30-16:30 local time" },
	{ CLEAN_HOURS, "Lun–Jue 8 a 12 y de 1 a 5; Sábado cerrado",
	  "Mon-Thu 08:00-12:00; Mon-Thu 13:00-17:00 local time" },
	{ CLEAN_HOURS, "Mar, Jue 10h a 14h",
	  "Tue, Thu 10:00-14:00 local time" },
	{ CLEAN_HOURS, "todos los días 8 de la mañana a 8 de la tarde",
	  "Mon-Sun 08:00-20:00 local time" },
	{ CLEAN_HOURS, "Martes a sábado 10am-2pm, cerrado los días festivos",
	  "Tue-Sat 10:00-14:00 local time | closed holidays" },
	{ CLEAN_HOURS, "con cita previa, jueves 9 a mediodía",
	  "by appointment, Thu 09:00-12:00 local time" },
	{ CLEAN_HOURS, "Las 24 horas del DÍA, los 7 días de la semana",
	  "24/7" },
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

static const char *const doubtful_hours[] = {
	"Mon-Fri 7-9",
	"9-5",
	"8-5 M-F, Sat 10-2, Sun",
	"9am-5pm M-F 10am-2pm Sat",
	"9am-5pm M-F, Sat, 10am-2pm Sun",
	"9am-5pm M-F; Sat 10am-2pm Sun",
	"8am-12pm, 1pm-5pm M-F",
	"7-9 M-F",
	"8-10pm M-F",
	"1-5 M",
	"24 hours notice",
	"Mon-Fri 24 hours notice",
	"Mon-Fri 9-5, 24 hours",
	"24 hour hotline",
	"24/7 M-F",
	"Tue & Thu",
	"M 10-6, T 10-6",
	"W 9-5, T 9-5",
	"M T 9-5; W 9-5; T 6-8pm",
	"MTF 9-5",
	"T-F 9-5",
	"MF 9-5",
	"MTh 9-5",
	"M-S 9-5",
	"FM 9-5",
	"M-W-F 9-5",
	"Mon-Fri 0900-0500",
	"Mon-Fri 900-1700",
	"Mon-Fri 2500-2600",
	"Mon-Fri 0900-5pm",
	"closed holidays",
	"Mon-Fri closed holidays",
	"Mon-Fri 9-5, closed holidays, Sat 9-12",
	"Mon-Fri 9-5; closed holidays (call first)",
	"Mon-Fri 9am-5pm, closed weekends and holidays",
	"Mon-Fri 9am-5pm, closed Sat and Sun 10-2",
	"M-F 9-5 | closed",
	"Mon-Fri 8-10pm",
	"Mon 01:00-05:00",
	"Mon 08:00-10:00pm",
	"9am-5pm",
	"Mon-Fri 9am-5pm EST",
	"T 9am-5pm",
	"1st Monday 9am-5pm",
	"Mon-Fri 9am",
	"Mon-Fri",
	"Fri by appointment",
	"Mon-Fri 9am-5pm, Sat",
	"Mon-Fri 25:00-26:00",
	"Mon-Fri 9:75-10:00",
	"closed",
	"Call for hours",
	"Summer: Mon-Fri 9am-5pm",
	"Mon-Fri 9am-5pm; Mon 10am-2pm",
	"Mon 9am-9am",
	"Mon-Fri 9-5, closed Wed",
	"Wed closed, Mon-Fri 9am-5pm",
	"Closed Mon-Fri 9am-5pm",
	"Sat 9am-12am",
	"Sat 12am-5pm",
	"Mon-Fri closed noon-1pm",
	"Mon-Fri 9am-5pm; closed noon-1pm",
	"by appointment Sat; Mon-Fri 9am-5pm",
	/* Of a morning, the afternoon; of nothing, of a day that is over, or of
	 * what may go on until the evening, nobody knows. */
	"Mon-Fri 1-5",
	"Mon-Fri 8-11, 1-5",
	"Mon 8-12, Tue 1-5",
	"Mon-Fri 8-12, 3-5",
	"Mon-Fri 8-12, 1-9",
	/* Some places have this clock all year; in others it is meant for the
	 * summer, too. */
	"Mon-Fri 9am-5pm MST",
	"Mon-Fri 9am-5pm CST",
	"Mon-Fri 9am-5pm Mountain Time",
	"Mon-Fri 9am-5pm Eastern Standard Time",
	"Mon-Fri 9am-5pm Central",
	"Mon-Fri 9am-5pm ET, Sat 10am-2pm",
	"Mon-Fri 9am-5pm ET; Sat 10am-2pm CT",
	"Mon-Fri 9am-5pm ET/6am-2pm PT",
	"ET Mon-Fri 9am-5pm",
	"9am-5pm ET",
	"L M V 9-5",
	"lun, mie; M 2-4pm",
	"Mar 9-12",
	"Mar-Jun: Mon-Fri 9-5",
	"L-M 9-5",
	"lunes-fri 9-5",
	"lunes a viernes",
	"lunes a viernes 7 a 9",
	"lunes a viernes 9 a 5 y sábado",
	"lunes 12 de la noche a 3 de la mañana",
	"lunes 9 de la mañana a 12 de la mañana",
	"lunes a viernes por la tarde",
	"primer lunes 9am-5pm",
	"lunes a viernes 9 y media a 5",
	"lunes a viernes 24 horas",
	"Mon-Fri 9am-5pm / Lunes a Viernes 9am-5pm",
	"24 horas antes",
	"9 a 5",
	/* Who writes so has lost a p. */
	"Mon-Fri 9am-5am",
	"Mon-Fri 9pm-5pm",
	"",
};

static void hours_that_can_mean_two_are_left_as_they_are(void **state)
{
	struct arena *arena = arena_new();
	struct clean_tally tally = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(doubtful_hours); i++)
		assert_string_equal(
			clean(doubtful_hours[i], CLEAN_HOURS, &tally, arena),
			doubtful_hours[i]);
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
		cmocka_unit_test(hours_that_can_mean_two_are_left_as_they_are),
		cmocka_unit_test(numbers_are_parted_and_doubtful_ones_are_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
