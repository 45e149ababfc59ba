/* Of those who want the same, one makes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <pthread.h>
#include <string.h>

#include "base/clock.h"
#include "cache/single-flight.h"
#include "lib/support.h"

#define WAITERS	    8
#define PATIENCE_MS 10000

static struct single_flight *flights;

static struct rendition *make(const char *text)
{
	struct buf body = buf_new(100);

	buf_puts(&body, text);
	return rendition_new(&body, 0);
}

static int set_up(void **state)
{
	(void)state;
	flights = single_flight_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	single_flight_free(flights);
	return 0;
}

/* What a waiter was given; the flight must be another's. */
static void *wait_for(void *key)
{
	struct rendition *made = NULL;

	if (single_flight_leads(flights, key, clock_ms() + PATIENCE_MS, &made))
		return flights;
	return made;
}

static void await_waiters(size_t count)
{
	long long deadline = clock_ms() + PATIENCE_MS;

	while (single_flight_waiting(flights) < count) {
		assert_true(clock_ms() < deadline);
		poll(NULL, 0, 1);
	}
}

static void all_who_wait_are_given_what_one_made(void **state)
{
	struct rendition *none, *made = make("made");
	pthread_t threads[WAITERS];

	(void)state;
	assert_true(single_flight_leads(flights, "key", 0, &none));
	for (size_t i = 0; i < WAITERS; i++)
		pthread_create(&threads[i], NULL, wait_for, "key");
	await_waiters(WAITERS);
	single_flight_land(flights, "key", made);
	rendition_release(made);
	for (size_t i = 0; i < WAITERS; i++) {
		void *given;

		pthread_join(threads[i], &given);
		assert_ptr_equal(given, made);
		assert_string_equal(rendition_plain(given)->bytes, "made");
		rendition_release(given);
	}
	assert_int_equal(single_flight_waiting(flights), 0);
}

static void who_fails_leaves_the_others_with_nothing(void **state)
{
	struct rendition *none;
	pthread_t thread;
	void *given;

	(void)state;
	assert_true(single_flight_leads(flights, "key", 0, &none));
	pthread_create(&thread, NULL, wait_for, "key");
	await_waiters(1);
	single_flight_land(flights, "key", NULL);
	pthread_join(thread, &given);
	assert_null(given);
}

static void nobody_waits_past_the_deadline(void **state)
{
	struct rendition *none, *made;

	(void)state;
	assert_true(single_flight_leads(flights, "key", 0, &none));
	assert_false(
		single_flight_leads(flights, "key", clock_ms() - 1, &made));
	assert_null(made);
	assert_false(
		single_flight_leads(flights, "key", clock_ms() + 20, &made));
	assert_null(made);
	single_flight_land(flights, "key", NULL);
}

static void other_keys_are_other_flights(void **state)
{
	struct rendition *none;

	(void)state;
	assert_true(single_flight_leads(flights, "a", 0, &none));
	assert_true(single_flight_leads(flights, "b", 0, &none));
	assert_true(single_flight_leads(flights, "aa", 0, &none));
	single_flight_land(flights, "b", NULL);
	assert_true(single_flight_leads(flights, "b", 0, &none));
	assert_false(single_flight_leads(flights, "a", 0, &none));
	single_flight_land(flights, "a", NULL);
	single_flight_land(flights, "aa", NULL);
	single_flight_land(flights, "b", NULL);
	assert_true(single_flight_leads(flights, "a", 0, &none));
	single_flight_land(flights, "a", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_who_wait_are_given_what_one_made),
		cmocka_unit_test(who_fails_leaves_the_others_with_nothing),
		cmocka_unit_test(nobody_waits_past_the_deadline),
		cmocka_unit_test(other_keys_are_other_flights),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
