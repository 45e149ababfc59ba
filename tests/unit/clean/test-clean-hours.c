/* Hours as people write them; and what no rule may be sure of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "clean/clean.h"
#include "lib/support.h"

static const struct {
	const char *before, *after;
} texts[] = {
	{ "Mon-Fri 08:00-20:00 America/New_York",
	  "Mon-Fri 08:00-20:00 America/New_York" },
	{ "Monday - Friday, 9:00 a.m. - 5:30 p.m.",
	  "Mon-Fri 09:00-17:30 local time" },
	{ "M, W, F 9-12; by appointment",
	  "by appointment, Mon, Wed, Fri 09:00-12:00 local time" },
	{ "Mon–Thu 8am–12pm, 1pm–5pm; Fri closed",
	  "Mon-Thu 08:00-12:00; Mon-Thu 13:00-17:00 local time" },
	{ "Mon-Fri 9-5, Sat 10am to 2pm, closed Sun",
	  "Mon-Fri 09:00-17:00; Sat 10:00-14:00 local time" },
	{ "Weekdays noon to 9pm", "Mon-Fri 12:00-21:00 local time" },
	{ "Daily 8am-midnight", "Mon-Sun 08:00-24:00 local time" },
	{ "Tue & Thu 1-5pm", "Tue, Thu 13:00-17:00 local time" },
	{ "Mon-Fri: 09:00-17:00", "Mon-Fri 09:00-17:00 local time" },
	{ "By appointment only.", "by appointment" },
	{ "24 Hours a day", "24/7" },
	{ "8-4:30 M-F", "Mon-Fri 08:00-16:30 local time" },
	{ "9am-5pm M-F, 10am-2pm Sat",
	  "Mon-Fri 09:00-17:00; Sat 10:00-14:00 local time" },
	{ "9am-5pm M-F; 10am-2pm Sat, Sun",
	  "Mon-Fri 09:00-17:00; Sat, Sun 10:00-14:00 local time" },
	{ "8am-5pm, Mon-Fri; 9am-1pm Sat",
	  "Mon-Fri 08:00-17:00; Sat 09:00-13:00 local time" },
	{ "9-5 M-F; closed Sat & Sun", "Mon-Fri 09:00-17:00 local time" },
	{ "9am-5pm 7 days a week", "Mon-Sun 09:00-17:00 local time" },
	{ "24h", "24/7" },
	{ "24 hrs/day", "24/7" },
	{ "7 days a week, 24 hours a day", "24/7" },
	{ "24 hours M-F", "Mon-Fri 00:00-24:00 local time" },
	{ "Mon-Fri 24 hours", "Mon-Fri 00:00-24:00 local time" },
	{ "MWF 13:00-15:00", "Mon, Wed, Fri 13:00-15:00 local time" },
	{ "TTh 9-5", "Tue, Thu 09:00-17:00 local time" },
	{ "T/Th 9-5", "Tue, Thu 09:00-17:00 local time" },
	{ "MTWTF 9-5", "Mon-Fri 09:00-17:00 local time" },
	{ "M T W Th F 9am-5pm", "Mon-Fri 09:00-17:00 local time" },
	{ "M 10-6, T 10-6, W 10-6",
	  "Mon 10:00-18:00; Tue 10:00-18:00; Wed 10:00-18:00 local time" },
	{ "T 9 a.m.-5 p.m., W 9 a.m.-5 p.m.",
	  "Tue 09:00-17:00; Wed 09:00-17:00 local time" },
	{ "T-Th 9-5", "Tue-Thu 09:00-17:00 local time" },
	{ "Mon-Thu 8:30am-5pm; Fri 8:30am-12pm",
	  "Mon-Thu 08:30-17:00; Fri 08:30-12:00 local time" },
	{ "M-F 8a-5p", "Mon-Fri 08:00-17:00 local time" },
	{ "Daily 9am-9pm", "Mon-Sun 09:00-21:00 local time" },
	{ "Mo-Fr 09:00-17:00; Sa 09:00-13:00",
	  "Mon-Fri 09:00-17:00; Sat 09:00-13:00 local time" },
	{ "M-F 0800-1700", "Mon-Fri 08:00-17:00 local time" },
	{ "Sat 10am-12 noon", "Sat 10:00-12:00 local time" },
	{ "Sat 8pm-12 midnight", "Sat 20:00-24:00 local time" },
	{ "weekdays 9-5", "Mon-Fri 09:00-17:00 local time" },
	{ "Mon-Fri 9am-5pm, closed on Sundays",
	  "Mon-Fri 09:00-17:00 local time" },
	{ "Mon-Fri 9-5, closed Sat and Sun", "Mon-Fri 09:00-17:00 local time" },
	{ "Mon-Fri 9am-5pm, closed holidays",
	  "Mon-Fri 09:00-17:00 local time | closed holidays" },
	{ "Mon-Fri 9am-5pm (Closed on all federal holidays.)",
	  "Mon-Fri 09:00-17:00 local time | Closed on all federal holidays" },
	{ "Mon-Fri 9am-5pm except holidays",
	  "Mon-Fri 09:00-17:00 local time | except holidays" },
	{ "9am-5pm M-F; closed state & federal holidays",
	  "Mon-Fri 09:00-17:00 local time | closed state & federal holidays" },
	{ "Mon-Fri 8-12, 1-5",
	  "Mon-Fri 08:00-12:00; Mon-Fri 13:00-17:00 local time" },
	{ "M-F 8am-noon and 12:30-4:30",
	  "Mon-Fri 08:00-12:00; Mon-Fri 12:30-16:30 local time" },
	{ "M 9-5, T 9-5, W 9-5, T 9-5, F 9-1",
	  "Mon 09:00-17:00; Tue 09:00-17:00; Wed 09:00-17:00; "
	  "Thu 09:00-17:00; Fri 09:00-13:00 local time" },
	{ "Mon-Fri 9am-5pm ET", "Mon-Fri 09:00-17:00 America/New_York" },
	{ "Mon-Fri 9am-5pm (Central Time)",
	  "Mon-Fri 09:00-17:00 America/Chicago" },
	{ "Mon-Fri 8am-5pm PDT; Sat 9am-1pm PT",
	  "Mon-Fri 08:00-17:00; Sat 09:00-13:00 America/Los_Angeles" },
	{ "Mon-Fri 8am-5pm; Sat 9am-1pm EST/EDT",
	  "Mon-Fri 08:00-17:00; Sat 09:00-13:00 America/New_York" },
	{ "9am-5pm M-F HST", "Mon-Fri 09:00-17:00 Pacific/Honolulu" },
	{ "lun-vie 9-17", "Mon-Fri 09:00-17:00 local time" },
	{ "Lunes a viernes de 9 a 5", "Mon-Fri 09:00-17:00 local time" },
	{ "De lunes a viernes, de las 9:00 a.m. a las 5:30 p. m.",
	  "Mon-Fri 09:00-17:30 local time" },
	{ "Lunes, miércoles y viernes 9 a 12 hrs.",
	  "Mon, Wed, Fri 09:00-12:00 local time" },
	{ "L-V 8:30-16:30", "Mon-Fri 08:30-16:30 local time" },
	{ "Lun–Jue 8 a 12 y de 1 a 5; Sábado cerrado",
	  "Mon-Thu 08:00-12:00; Mon-Thu 13:00-17:00 local time" },
	{ "Mar, Jue 10h a 14h", "Tue, Thu 10:00-14:00 local time" },
	{ "todos los días 8 de la mañana a 8 de la tarde",
	  "Mon-Sun 08:00-20:00 local time" },
	{ "Martes a sábado 10am-2pm, cerrado los días festivos",
	  "Tue-Sat 10:00-14:00 local time | closed holidays" },
	{ "con cita previa, jueves 9 a mediodía",
	  "by appointment, Thu 09:00-12:00 local time" },
	{ "Las 24 horas del DÍA, los 7 días de la semana", "24/7" },
};

static void hours_come_out_as_editors_write_them(void **state)
{
	struct arena *arena = arena_new();
	struct clean_tally tally = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_string_equal(
			clean(texts[i].before, CLEAN_HOURS, &tally, arena),
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
	"Sat 8pm-12pm",
	"Mon-Fri 6-12pm",
	"lunes a viernes 5pm a 12pm",
	/* All days, or the one. */
	"lunes a lunes 9-5",
	"dom-dom 9am-5pm",
	"Sun-Sun 9am-5pm",
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hours_come_out_as_editors_write_them),
		cmocka_unit_test(hours_that_can_mean_two_are_left_as_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
