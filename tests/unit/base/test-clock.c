/* The time zones that there are, and the days of one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "lib/support.h"

/* The moment that time() tells; linked in its place. */
static time_t moment;

time_t __wrap_time(time_t *out);
time_t __wrap_time(time_t *out)
{
	if (out != NULL)
		*out = moment;
	return moment;
}

static void a_zone_is_a_name_that_the_system_knows(void **state)
{
	static const char *const zones[] = { "UTC", "America/New_York",
					     "Asia/Kolkata" };

	(void)state;
	for (size_t i = 0; i < COUNT(zones); i++)
		assert_true(clock_has_zone(zones[i]));
}

static void what_only_looks_like_one_is_none(void **state)
{
	static const char *const others[] = { "",
					      "America",
					      "Mars/Base",
					      "/etc/passwd",
					      "/usr/share/zoneinfo/UTC",
					      ":UTC",
					      "../zoneinfo/UTC",
					      "America/../UTC",
					      "zone.tab",
					      "tzdata.zi",
					      "UTC/" };
	char longest[4096];

	(void)state;
	for (size_t i = 0; i < COUNT(others); i++)
		if (clock_has_zone(others[i]))
			fail_msg("%s", others[i]);
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_false(clock_has_zone(longest));
	/* Cut, it would be the name of one. */
	memset(longest, '/', sizeof(longest) - 1);
	memcpy(longest, "America", 7);
	memcpy(longest + 230, "New_York", 8);
	assert_false(clock_has_zone(longest));
}

/* The last second of a day, the first of the next, and both changes of the
 * clocks. */
static const struct {
	const char *zone;
	long long second;
	const char *day;
} days[] = {
	{ "UTC", 1798761599, "2026-12-31" },
	{ "UTC", 1798761600, "2027-01-01" },
	{ "UTC", 1835481599, "2028-02-29" },
	{ "UTC", 1835481600, "2028-03-01" },
	{ "America/New_York", 1798779599, "2026-12-31" },
	{ "America/New_York", 1798779600, "2027-01-01" },
	{ "America/New_York", 1773028799, "2026-03-08" },
	{ "America/New_York", 1773028800, "2026-03-09" },
	{ "America/New_York", 1793595599, "2026-11-01" },
	{ "America/New_York", 1793595600, "2026-11-02" },
	{ "Asia/Kolkata", 1798741800, "2027-01-01" },
};

static void today_is_the_day_of_the_zone(void **state)
{
	char today[11];

	(void)state;
	for (size_t i = 0; i < COUNT(days); i++) {
		struct err err = { 0 };

		assert_int_equal(clock_set_zone(days[i].zone, &err), 0);
		moment = (time_t)days[i].second;
		clock_today(today);
		if (strcmp(today, days[i].day) != 0)
			fail_msg("%s %lld: %s", days[i].zone, days[i].second,
				 today);
	}
}

static void a_wait_ends_when_its_time_has_come(void **state)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	pthread_cond_t cond = PTHREAD_COND_INITIALIZER;

	(void)state;
	pthread_mutex_lock(&lock);
	assert_false(clock_wait(&cond, &lock, clock_ms()));
	assert_false(clock_wait(&cond, &lock, 0));
	/* Before there was any time, which the system takes for a fault. */
	assert_false(clock_wait(&cond, &lock, -1));
	assert_false(clock_wait(&cond, &lock, LLONG_MIN));
	pthread_mutex_unlock(&lock);
}

/* Without a descriptor the C library cannot read it, and would take UTC. */
static void a_zone_that_cannot_be_read_is_a_fault_and_never_utc(void **state)
{
	struct rlimit before, none;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(clock_set_zone("UTC", &err), 0);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = before;
	none.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_int_equal(clock_set_zone("Asia/Tokyo", &err), -1);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	support_assert_faults(&err, "the time zone `Asia/Tokyo` cannot be "
				    "read: Too many open files\n");
}

static void a_stamp_is_of_its_length(void **state)
{
	char now[CLOCK_STAMP];

	(void)state;
	clock_stamp(now);
	assert_int_equal(strlen(now), CLOCK_STAMP - 1);
	assert_int_equal(now[10], 'T');
	assert_int_equal(now[19], '.');
	assert_int_equal(now[23], 'Z');
}

/* A system without any zones takes UTC for each. */
int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_zone_is_a_name_that_the_system_knows),
		cmocka_unit_test(what_only_looks_like_one_is_none),
		cmocka_unit_test(today_is_the_day_of_the_zone),
		cmocka_unit_test(
			a_zone_that_cannot_be_read_is_a_fault_and_never_utc),
		cmocka_unit_test(a_stamp_is_of_its_length),
		cmocka_unit_test(a_wait_ends_when_its_time_has_come),
	};

	if (access("/usr/share/zoneinfo/America/New_York", R_OK) != 0)
		return printf("1..0 # SKIP there are no zones\n") < 0;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
