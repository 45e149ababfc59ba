/* What grows old does so by the day of the generation, with a clock of this
 * test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "document/document.h"
#include "lib/support.h"
#include "page/page.h"
#include "search/query.h"
#include "site/staleness.h"
#include "text/date.h"

static const char *today;

long long clock_ms(void)
{
	return 0;
}

long long clock_us(void)
{
	return 0;
}

void clock_today(char date[11])
{
	strcpy(date, today);
}

bool clock_has_zone(const char *zone)
{
	return strchr(zone, '/') != NULL;
}

int clock_set_zone(const char *zone, struct err *err)
{
	(void)zone;
	(void)err;
	return 0;
}

#define REST "name = N\nkind = unit\nsummary = S.\n"

/* Of the base entry, nothing is checked; its line was verified in 2026-01. */
static const char text[] =
	"[phone:old]\nnumber = 988\npurpose = P\nanswered-by = ngo\n"
	"verified = 2025-06-01 | a page\n"
	"[phone:undated]\nnumber = 711\npurpose = P\nanswered-by = ngo\n"
	"verified = undated\n"
	"[entry:old-line]\nchecked = 2026-06-01\nphone = old\n" REST
	"[entry:checked]\nchecked = 2026-03-15 | editor\n"
	"phone = help, undated\n" REST
	"[entry:both]\nchecked = 2026-03\naudience = workers\n" REST;

struct day {
	struct generation *generation;
	const struct edition *edition;
	struct arena *arena;
};

static struct day day_of(const char *date)
{
	struct day day;

	today = date;
	day.generation = support_generation(text);
	day.edition = generation_edition(day.generation, false);
	day.arena = arena_new();
	return day;
}

static void end_day(struct day *day)
{
	generation_release(day->generation);
	arena_free(day->arena);
}

static bool is_stale_on(const char *date, const char *id)
{
	struct day day = day_of(date);
	bool is_stale = staleness_entry_is_past(
		day.edition, directory_entry(day.edition->directory, id));

	end_day(&day);
	return is_stale;
}

static void days_are_counted_over_years(void **state)
{
	(void)state;
	assert_int_equal(date_days("2026-03-01", "2026-03-01"), 0);
	assert_int_equal(date_days("2024-02-28", "2024-03-01"), 2);
	assert_int_equal(date_days("2026", "2027"), 365);
	assert_int_equal(date_days("2026-02", "2026-01-31"), -1);
}

static void a_fact_is_fresh_to_the_last_day(void **state)
{
	(void)state;
	assert_false(is_stale_on("2026-06-30", "checked"));
	assert_true(is_stale_on("2026-07-01", "checked"));
}

static void the_older_of_the_dates_counts(void **state)
{
	(void)state;
	assert_true(is_stale_on("2026-06-02", "old-line"));
	assert_false(is_stale_on("2026-08-27", "both"));
	assert_true(is_stale_on("2026-08-29", "both"));
}

static void what_has_no_date_is_not_called_old(void **state)
{
	struct day day = day_of("2099-01-01");

	(void)state;
	assert_false(staleness_phone_is_past(
		day.edition,
		directory_phone(day.edition->directory, "undated")));
	end_day(&day);
}

static void the_oldest_date_of_all_has_its_age(void **state)
{
	struct day day = day_of("2026-06-01");

	(void)state;
	assert_int_equal(staleness_oldest_days(day.edition), 365);
	end_day(&day);
}

/* On a day on which one entry has an old line, the base entry was never
 * checked. */
static void what_nobody_ever_checked_counts_like_what_is_stale(void **state)
{
	struct day day = day_of("2026-06-01");

	(void)state;
	assert_int_equal(staleness_entries(day.edition), 2);
	end_day(&day);
}

static bool is_marked_on(const char *date, const char *id, const char *row)
{
	struct day day = day_of(date);
	json_t *entry = document_entry(
		day.edition, directory_entry(day.edition->directory, id), NULL);
	bool is_marked = json_is_true(
		json_object_get(json_object_get(entry, row), "is_stale"));

	json_decref(entry);
	end_day(&day);
	return is_marked;
}

static void each_date_has_its_own_mark(void **state)
{
	(void)state;
	assert_false(is_marked_on("2026-07-01", "old-line", "checked"));
	assert_false(is_marked_on("2026-07-01", "checked", "checked"));
	assert_true(is_marked_on("2026-09-12", "checked", "checked"));
}

static void another_day_is_another_revision_of_the_same_data(void **state)
{
	struct day one = day_of("2026-06-30"), other = day_of("2026-07-01");

	(void)state;
	assert_string_not_equal(one.edition->revision, other.edition->revision);
	assert_string_equal(one.edition->data_version + strlen("2026-06-30"),
			    other.edition->data_version + strlen("2026-07-01"));
	end_day(&one);
	end_day(&other);
}

/* Whether the list for `query` says `name` of itself. */
static bool says_on(const char *date, const char *query, const char *name)
{
	struct day day = day_of(date);
	const struct query *wish =
		query_parse(day.edition->directory, query, day.arena);
	json_t *page = page_list(day.edition, wish, facet_search(wish), false);
	bool is_said = json_is_true(json_object_get(page, name));

	json_decref(page);
	end_day(&day);
	return is_said;
}

static void a_list_says_once_that_most_of_it_is_old(void **state)
{
	(void)state;
	assert_false(says_on("2026-06-30", "", "is_stale_list"));
	assert_true(says_on("2026-07-01", "", "is_stale_list"));
	assert_false(says_on("2026-07-01", "", "is_unchecked_list"));
}

static void half_of_a_list_is_not_most_of_it(void **state)
{
	(void)state;
	/* One was never checked, the other is still fresh, then stale. */
	assert_false(
		says_on("2026-08-01", "audience=workers", "is_stale_list"));
	assert_true(says_on("2026-08-29", "audience=workers", "is_stale_list"));
	assert_false(
		says_on("2026-08-29", "audience=workers", "is_unchecked_list"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_are_counted_over_years),
		cmocka_unit_test(a_fact_is_fresh_to_the_last_day),
		cmocka_unit_test(the_older_of_the_dates_counts),
		cmocka_unit_test(what_has_no_date_is_not_called_old),
		cmocka_unit_test(the_oldest_date_of_all_has_its_age),
		cmocka_unit_test(
			what_nobody_ever_checked_counts_like_what_is_stale),
		cmocka_unit_test(each_date_has_its_own_mark),
		cmocka_unit_test(
			another_day_is_another_revision_of_the_same_data),
		cmocka_unit_test(a_list_says_once_that_most_of_it_is_old),
		cmocka_unit_test(half_of_a_list_is_not_most_of_it),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
