/* Moments at the limits of what RFC 3339 writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <time.h>

#include "document/rfc3339.h"
#include "lib/support.h"

static const struct {
	const char *text;
	long long ms;
} moments[] = {
	{ "1970-01-01", 0 },
	{ "1970-01-01T00:00:00Z", 0 },
	{ "1970-01-01t00:00z", 0 },
	{ "1970-01-01 00:00:00", 0 },
	{ "1970-01-01T00:00:00.001Z", 1 },
	{ "1970-01-01T00:00:00.0019999999Z", 1 },
	{ "1970-01-01T00:00:00.5-00:01", 60500 },
	{ "1970-01-01T00:00:00+00:01", -60000 },
	{ "1970-01-01T00:00:00 00:01", -60000 },
	{ "1969-12-31T23:59:59.999Z", -1 },
	{ "1970-01-01T23:59:00+23:59", 0 },
	{ "1969-12-31T00:01:00-23:59", 0 },
	{ "2016-12-31T23:59:60Z", 1483228800000 },
	{ "2028-02-29", 1835395200000 },
	{ "2000-02-29T12:00Z", 951825600000 },
	{ "0000-01-01", -62167219200000 },
	{ "9999-12-31T23:59:59.999Z", 253402300799999 },
};

static const char *const none[] = {
	"",
	"2026",
	"2026-1-01",
	"2026-00-01",
	"2026-13-01",
	"2026-01-00",
	"2026-02-29",
	"1900-02-29",
	"2026-04-31",
	"2026-01-32",
	"26-01-01",
	"12026-01-01",
	"2026-01-01T",
	"2026-01-01T24:00Z",
	"2026-01-01T23:60Z",
	"2026-01-01T23:59:61Z",
	"2026-01-01T1:00Z",
	"2026-01-01T10:00:00.Z",
	"2026-01-01T10:00:00,5Z",
	"2026-01-01T10:00:00+1:00",
	"2026-01-01T10:00:00+24:00",
	"2026-01-01T10:00:00+00:60",
	"2026-01-01T10:00:00+0000",
	"2026-01-01T10:00:00Zz",
	"2026-01-01Z",
	" 2026-01-01",
	"2026-01-01 ",
	"-026-01-01",
	"2026-01-0\xc2\xb2",
};

static void moments_are_read_up_to_their_limits(void **state)
{
	long long ms;

	(void)state;
	for (size_t i = 0; i < COUNT(moments); i++)
		if (!rfc3339_read(moments[i].text, &ms) || ms != moments[i].ms)
			fail_msg("%s", moments[i].text);
}

static void what_is_beyond_them_is_no_moment(void **state)
{
	long long ms;

	(void)state;
	for (size_t i = 0; i < COUNT(none); i++)
		if (rfc3339_read(none[i], &ms))
			fail_msg("%s", none[i]);
}

/* In New York the day of the change in spring has 23 hours, in autumn 25. */
static const struct {
	const char *day;
	long long end_ms;
} days[] = {
	{ "2026-03-07", 1772946000000 }, { "2026-03-08", 1773028800000 },
	{ "2026-10-31", 1793505600000 }, { "2026-11-01", 1793595600000 },
	{ "2028-02-28", 1835413200000 }, { "2028-02-29", 1835499600000 },
	{ "2026-12-31", 1798779600000 }, { "9999-12-31", 253402318800000 },
};

static void a_day_ends_at_its_own_midnight_whatever_the_clocks_do(void **state)
{
	(void)state;
	setenv("TZ", "America/New_York", 1);
	tzset();
	for (size_t i = 0; i < COUNT(days); i++)
		if (rfc3339_day_end_ms(days[i].day) != days[i].end_ms)
			fail_msg("%s: %lld", days[i].day,
				 rfc3339_day_end_ms(days[i].day));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moments_are_read_up_to_their_limits),
		cmocka_unit_test(what_is_beyond_them_is_no_moment),
		cmocka_unit_test(
			a_day_ends_at_its_own_midnight_whatever_the_clocks_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
