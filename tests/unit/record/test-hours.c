/* A week as an editor writes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "document/record.h"
#include "lib/support.h"
#include "record/hours.h"
#include "site/hours-words.h"
#include "site/locale.h"

#define NEW_YORK " America/New_York"

static void assert_days(const struct hours_range *range, const char *expected)
{
	char days[HOURS_DAYS + 1] = "";

	for (size_t i = 0; i < HOURS_DAYS; i++)
		days[i] = range->days[i] ? 'x' : '-';
	assert_string_equal(days, expected);
}

static void read_well(const char *text, struct hours *hours)
{
	const char *wrong = hours_read(text, hours);

	if (wrong != NULL)
		fail_msg("%s: %s", text, wrong);
}

static void always_is_every_minute_of_the_week(void **state)
{
	struct hours hours;

	(void)state;
	read_well("24/7", &hours);
	assert_int_equal(hours.count, 1);
	assert_days(&hours.ranges[0], "xxxxxxx");
	assert_int_equal(hours.ranges[0].opens, 0);
	assert_int_equal(hours.ranges[0].closes, HOURS_MINUTE(24, 0));
	assert_null(hours.zone);
}

static void each_range_has_its_days_and_times(void **state)
{
	struct hours hours;

	(void)state;
	read_well("Mon-Thu, Sat 08:00-20:30; Sun 22:00-02:00" NEW_YORK, &hours);
	assert_int_equal(hours.count, 2);
	assert_days(&hours.ranges[0], "xxxx-x-");
	assert_int_equal(hours.ranges[0].opens, HOURS_MINUTE(8, 0));
	assert_int_equal(hours.ranges[0].closes, HOURS_MINUTE(20, 30));
	assert_days(&hours.ranges[1], "------x");
	assert_int_equal(hours.ranges[1].opens, HOURS_MINUTE(22, 0));
	assert_int_equal(hours.ranges[1].closes, HOURS_MINUTE(2, 0));
	assert_string_equal(hours.zone, "America/New_York");
}

static const char *const taken[] = {
	"Mon 00:00-24:00 UTC",
	"Sat-Mon 09:00-17:00 local time",
	"Mon,Tue,Sun 09:00-17:00 local time",
	"Mon-Sun 18:00-08:00" NEW_YORK,
	"Mon-Fri 08:00-12:00; Mon-Fri 12:00-17:00" NEW_YORK,
	"Sun 20:00-04:00; Mon 04:00-08:00 America/Argentina/Ushuaia",
};

static void what_is_a_week_is_taken(void **state)
{
	struct hours hours;

	(void)state;
	for (size_t i = 0; i < COUNT(taken); i++)
		read_well(taken[i], &hours);
}

static const struct {
	const char *text, *part; /* what is said must hold the part */
} refused[] = {
	{ "", "days are" },
	{ "unknown", "days are" },
	{ "24/6", "days are" },
	{ "24/7" NEW_YORK, "days are" },
	{ "mon-fri 08:00-20:00" NEW_YORK, "days are" },
	{ "Monday 08:00-20:00" NEW_YORK, "behind the days" },
	{ "Mon - Fri 08:00-20:00" NEW_YORK, "behind the days" },
	{ "Mon-Fri" NEW_YORK, "behind the days" },
	{ "Mon-Fri 8:00-20:00" NEW_YORK, "behind the days" },
	{ "Mon-Fri 08:00 - 20:00" NEW_YORK, "behind the days" },
	{ "Mon-Fri 08:00-24:01" NEW_YORK, "behind the days" },
	{ "Mon-Fri 08:60-20:00" NEW_YORK, "behind the days" },
	{ "Mon-Fri 9am-5pm" NEW_YORK, "behind the days" },
	{ "Mon-Fri 08:00-08:00" NEW_YORK, "a whole day is" },
	{ "Mon-Fri 24:00-08:00" NEW_YORK, "a whole day is" },
	{ "Mon-Fri 08:00-20:00", "comes the zone" },
	{ "Mon-Fri 08:00-20:00 EST", "comes the zone" },
	{ "Mon-Fri 08:00-20:00 local", "comes the zone" },
	{ "Mon-Fri 08:00-20:00,Sat 08:00-09:00" NEW_YORK, "comes the zone" },
	{ "Mon-Fri 08:00-20:00 America/Nowhere", "knows no such" },
	{ "Mon-Fri 08:00-20:00" NEW_YORK " ", "knows no such" },
	{ "Mon-Fri 08:00-20:00 ../etc/passwd", "knows no such" },
	{ "Mon-Fri 08:00-20:00;" NEW_YORK, "days are" },
	{ "Mon-Fri 08:00-20:00; Fri 19:00-21:00" NEW_YORK, "overlap" },
	{ "Sun 20:00-04:00; Mon 03:00-08:00" NEW_YORK, "overlap" },
};

static void what_is_no_week_is_refused_with_what_would_be_right(void **state)
{
	struct hours hours;

	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		const char *wrong = hours_read(refused[i].text, &hours);

		if (wrong == NULL || strstr(wrong, refused[i].part) == NULL)
			fail_msg("`%s`: %s", refused[i].text,
				 wrong != NULL ? wrong : "taken");
	}
}

static void ranges_have_a_bound(void **state)
{
	char text[1024] = "";
	struct hours hours;

	(void)state;
	for (size_t i = 0; i <= HOURS_RANGES; i++)
		strcat(text, i > 0 ? "; Mon 08:00-09:00" : "Mon 08:00-09:00");
	strcat(text, NEW_YORK);
	assert_non_null(strstr(hours_read(text, &hours), "more than 14"));
}

static json_t *schedule(const char *text)
{
	json_t *object = json_object();
	struct hours hours;

	read_well(text, &hours);
	document_schedule(&hours, object);
	return object;
}

static void the_model_has_days_times_and_zone(void **state)
{
	(void)state;
	support_assert_model(
		schedule("Mon-Wed 08:00-20:00; Sun 22:00-02:30" NEW_YORK),
		"{\"schedule\": [{\"days\": [\"MO\", \"TU\", \"WE\"], "
		"\"opens\": \"08:00\", \"closes\": \"20:00\"}, "
		"{\"days\": [\"SU\"], \"opens\": \"22:00\", "
		"\"closes\": \"02:30\"}], \"zone\": \"America/New_York\"}");
}

static void the_time_of_the_place_has_no_zone_in_the_model(void **state)
{
	(void)state;
	support_assert_model(
		schedule("Sat 00:00-24:00 local time"),
		"{\"schedule\": [{\"days\": [\"SA\"], \"opens\": \"00:00\", "
		"\"closes\": \"24:00\"}]}");
}

/* What readers see, in English and in Spanish. */
static const struct {
	const char *text, *english, *spanish;
} in_words[] = {
	{ "24/7", "24 hours a day, every day", "las 24 horas, todos los días" },
	{ "Mon-Fri 08:00-20:00 America/New_York",
	  "Monday to Friday, 8:00 am to 8:00 pm, New York time",
	  "de lunes a viernes, de 8:00 a. m. a 8:00 p. m., hora de New York" },
	{ "Sat-Sun 00:00-24:00 local time",
	  "Saturday and Sunday, all day, local time",
	  "sábado y domingo, todo el día, hora local" },
	{ "Mon-Thu, Sat 08:30-12:00; Sun 22:00-00:05 UTC",
	  "Monday to Thursday, Saturday, 8:30 am to 12:00 pm; "
	  "Sunday, 10:00 pm to 12:05 am, UTC time",
	  "de lunes a jueves, sábado, de 8:30 a. m. a 12:00 p. m.; "
	  "domingo, de 10:00 p. m. a 12:05 a. m., hora de UTC" },
	{ "Sat-Mon, Wed 00:30-24:00 local time",
	  "Wednesday, Saturday to Monday, 12:30 am to 12:00 am, local time",
	  "miércoles, de sábado a lunes, de 12:30 a. m. a 12:00 a. m., "
	  "hora local" },
	{ "Mon-Sun 18:00-08:00 America/Argentina/Buenos_Aires",
	  "every day, 6:00 pm to 8:00 am, Buenos Aires time",
	  "todos los días, de 6:00 p. m. a 8:00 a. m., hora de Buenos Aires" },
};

static void assert_in_words(const char *tag, const char *text,
			    const char *expected)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct locale *locale =
		locale_load(SOURCE_FOLDER "/conf/locale", "", tag, arena, &err);
	struct edition edition = { .locale = locale };
	struct buf out = buf_new(1024);
	struct hours hours;

	support_assert_faults(&err, "");
	read_well(text, &hours);
	hours_words_print(&edition, &hours, false, &out);
	assert_string_equal(buf_text(&out), expected);
	buf_free(&out);
	locale_free(locale);
	arena_free(arena);
}

static void readers_get_them_in_the_words_of_their_language(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(in_words); i++) {
		assert_in_words("en", in_words[i].text, in_words[i].english);
		assert_in_words("es", in_words[i].text, in_words[i].spanish);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(always_is_every_minute_of_the_week),
		cmocka_unit_test(each_range_has_its_days_and_times),
		cmocka_unit_test(what_is_a_week_is_taken),
		cmocka_unit_test(
			what_is_no_week_is_refused_with_what_would_be_right),
		cmocka_unit_test(ranges_have_a_bound),
		cmocka_unit_test(the_model_has_days_times_and_zone),
		cmocka_unit_test(
			the_time_of_the_place_has_no_zone_in_the_model),
		cmocka_unit_test(
			readers_get_them_in_the_words_of_their_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
