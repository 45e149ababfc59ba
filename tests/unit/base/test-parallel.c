/* Work in parts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>

#include "base/parallel.h"

#define PARTS ((size_t)1000)

static atomic_size_t done[PARTS];

static void count_part(void *data, size_t number)
{
	atomic_size_t *counts = data;

	atomic_fetch_add(&counts[number], 1);
}

static void each_part_is_done_once(void **state)
{
	(void)state;
	for (size_t count = 0; count <= PARTS; count += 250) {
		for (size_t i = 0; i < PARTS; i++)
			atomic_init(&done[i], 0);
		parallel_do(count, count_part, done);
		for (size_t i = 0; i < PARTS; i++)
			assert_int_equal(done[i], i < count);
	}
}

static void note_thread(void *data, size_t number)
{
	((pthread_t *)data)[number] = pthread_self();
}

static void what_is_one_part_needs_no_thread(void **state)
{
	pthread_t thread;

	(void)state;
	parallel_do(1, note_thread, &thread);
	assert_true(pthread_equal(thread, pthread_self()));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_part_is_done_once),
		cmocka_unit_test(what_is_one_part_needs_no_thread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
