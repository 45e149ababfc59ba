/* Who frees a generation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>

#include "app/generation.h"
#include "lib/support.h"

static const char *const overrides[] = {
	"directory.path=" SOURCE_FOLDER "/data",
	"redis.address=off",
	"site.last-resort=none",
	NULL,
};

static struct generation *generation;

static int set_up(void **state)
{
	struct err err = { 0 };

	(void)state;
	generation = generation_new(NULL, overrides, NULL, &err);
	return generation != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	generation_release(generation);
	return 0;
}

static void who_holds_it_alone_outlives_it_at_once(void **state)
{
	(void)state;
	assert_true(generation_outlive(generation));
}

static void who_holds_on_is_not_waited_for_without_end(void **state)
{
	(void)state;
	generation_hold(generation);
	assert_false(generation_outlive(generation));
	generation_release(generation);
	assert_true(generation_outlive(generation));
}

static void *outlive(void *is_alone)
{
	while (!generation_outlive(generation))
		;
	*(bool *)is_alone = true;
	return NULL;
}

static void who_lets_go_is_waited_for(void **state)
{
	pthread_t thread;
	bool is_alone = false;

	(void)state;
	generation_hold(generation);
	assert_int_equal(pthread_create(&thread, NULL, outlive, &is_alone), 0);
	generation_release(generation);
	pthread_join(thread, NULL);
	assert_true(is_alone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_holds_it_alone_outlives_it_at_once),
		cmocka_unit_test(who_holds_on_is_not_waited_for_without_end),
		cmocka_unit_test(who_lets_go_is_waited_for),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
