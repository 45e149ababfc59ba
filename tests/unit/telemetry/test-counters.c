/* What is counted of answers, and how it is written down for Prometheus. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "telemetry/counters.h"
#include "telemetry/prometheus.h"

#define OUT_BYTES ((size_t)64 * 1024)
enum { LIST, ENTRY, ROUTES };

static unsigned long long answers(const struct counters *counters,
				  bool is_internal, size_t route, int status)
{
	for (size_t i = 0; i < COUNTERS_CODES; i++)
		if (counters_codes[i] == status)
			return counters->routes[is_internal][route].answers[i];
	return 0;
}

static void an_answer_is_counted_where_it_belongs(void **state)
{
	struct counters *counters = counters_new(ROUTES);

	(void)state;
	counters_answered(counters, false, LIST, 200, 1);
	counters_answered(counters, false, LIST, 200, 1);
	counters_answered(counters, false, ENTRY, 404, 1);
	counters_answered(counters, true, ENTRY, 200, 1);
	assert_int_equal(answers(counters, false, LIST, 200), 2);
	assert_int_equal(answers(counters, false, ENTRY, 404), 1);
	assert_int_equal(answers(counters, false, ENTRY, 200), 0);
	assert_int_equal(answers(counters, true, ENTRY, 200), 1);
	counters_free(counters);
}

static void a_status_without_a_place_is_one_of_the_others(void **state)
{
	struct counters *counters = counters_new(ROUTES);

	(void)state;
	counters_answered(counters, false, LIST, 418, 1);
	counters_answered(counters, false, LIST, 599, 1);
	assert_int_equal(answers(counters, false, LIST, 0), 2);
	counters_free(counters);
}

static void a_duration_is_counted_up_to_its_bound_and_not_beyond(void **state)
{
	struct histogram times = { 0 };

	(void)state;
	assert_true(histogram_is_empty(&times));
	histogram_add(&times, 0);
	histogram_add(&times, histogram_bounds_us[0]);
	histogram_add(&times, histogram_bounds_us[0] + 1);
	histogram_add(&times, histogram_bounds_us[HISTOGRAM_BOUNDS - 1] + 1);
	assert_int_equal(times.counts[0], 2);
	assert_int_equal(times.counts[1], 1);
	assert_int_equal(times.counts[HISTOGRAM_BOUNDS], 1);
	assert_false(histogram_is_empty(&times));
	for (size_t i = 1; i < HISTOGRAM_BOUNDS; i++)
		assert_true(histogram_bounds_us[i] >
			    histogram_bounds_us[i - 1]);
}

static void a_histogram_counts_upward_in_seconds(void **state)
{
	struct buf out = buf_new(OUT_BYTES);
	const struct prometheus to = { &out, "d" };
	struct histogram times = { 0 };

	(void)state;
	histogram_add(&times, 30);
	histogram_add(&times, 2000000);
	histogram_add(&times, 20000000);
	prometheus_histogram(&to, "route", "list", &times);
	assert_non_null(strstr(buf_text(&out),
			       "d_bucket{route=\"list\",le=\"2.5e-05\"} 0\n"
			       "d_bucket{route=\"list\",le=\"5e-05\"} 1\n"));
	assert_non_null(strstr(buf_text(&out),
			       "d_bucket{route=\"list\",le=\"10\"} 2\n"
			       "d_bucket{route=\"list\",le=\"+Inf\"} 3\n"
			       "d_sum{route=\"list\"} 22.000030\n"
			       "d_count{route=\"list\"} 3\n"));
	buf_free(&out);
}

static void a_label_cannot_break_its_line(void **state)
{
	struct buf out = buf_new(OUT_BYTES);
	struct prometheus to = { .out = &out };

	(void)state;
	prometheus_begin(&to, "m", "gauge", "Words.");
	prometheus_sample(&to, 7, "a", "x\"y\\z\n", "b", "", NULL);
	prometheus_sample(&to, 8, NULL);
	assert_string_equal(buf_text(&out),
			    "# HELP m Words.\n# TYPE m gauge\n"
			    "m{a=\"x\\\"y\\\\z\\n\",b=\"\"} 7\nm 8\n");
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_is_counted_where_it_belongs),
		cmocka_unit_test(a_status_without_a_place_is_one_of_the_others),
		cmocka_unit_test(
			a_duration_is_counted_up_to_its_bound_and_not_beyond),
		cmocka_unit_test(a_histogram_counts_upward_in_seconds),
		cmocka_unit_test(a_label_cannot_break_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
