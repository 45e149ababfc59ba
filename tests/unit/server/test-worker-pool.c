/* The hand-off to libfcgi, which rests on members of FCGX_Request that its
 * header does not promise: this is what has to hold of them. Links the fake
 * application. */
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "server/fastcgi-request.h"
#include "server/worker-pool.h"

#define PATIENCE_MS 10000
#define LINGER_MS   1000 /* libfcgi's own is 2000 */

/* GET /x, the connection kept or not. */
#define REQUEST(keep)                                                          \
	"\1\1\0\1\0\10\0\0\0\1" keep "\0\0\0\0\0"                              \
	"\1\4\0\1\0\43\0\0\16\3REQUEST_METHODGET\14\2DOCUMENT_URI/x"           \
	"\1\4\0\1\0\0\0\0\1\5\0\1\0\0\0\0"

static const char kept[] = REQUEST("\1"), not_kept[] = REQUEST("\0");

/* A connection: the job's end and the client's. */
struct pair {
	struct worker_job job;
	int client;
};

static struct {
	struct app *app;
	struct worker_pool *pool;
	struct worker_return *back;
} ours;

/* One worker, so that what is given is taken in order. */
static int set_up(void **state)
{
	static const char *const settings[] = { "", "1", "1000", "off" };
	struct err err = { 0 };

	(void)state;
	ours.app = app_new(NULL, settings, &err);
	ours.back = worker_return_new();
	ours.pool = worker_pool_start(ours.app, 1, &err);
	return ours.back != NULL && ours.pool != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	worker_pool_stop(ours.pool);
	worker_return_free(ours.back);
	app_free(ours.app);
	return 0;
}

static void connect_pair(struct pair *pair, const char *bytes, size_t length)
{
	int ends[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	pair->job = (struct worker_job){
		.back = ours.back,
		.fd = ends[0],
		.deadline = clock_ms() + PATIENCE_MS,
	};
	pair->client = ends[1];
	assert_int_equal(write(pair->client, bytes, length), length);
}

static void close_pair(struct pair *pair)
{
	assert_int_equal(close(pair->job.fd), 0);
	close(pair->client);
}

/* The descriptor that the next open() would get. */
static int lowest_free(void)
{
	int fd = dup(STDERR_FILENO);

	close(fd);
	return fd;
}

/* Waits for the one job that is under way. */
static void await(struct pair *pair)
{
	struct pollfd woken = { .fd = worker_return_eventfd(ours.back),
				.events = POLLIN };
	struct worker_job *job;

	while ((job = worker_return_take(ours.back)) == NULL)
		assert_int_equal(poll(&woken, 1, PATIENCE_MS), 1);
	assert_ptr_equal(job, &pair->job);
}

static void a_kept_connection_comes_back_open_and_empty(void **state)
{
	struct pair pair;
	char answer[512];

	(void)state;
	connect_pair(&pair, kept, sizeof(kept) - 1);
	for (int times = 0; times < 3; times++) {
		assert_true(worker_pool_submit(ours.pool, &pair.job));
		await(&pair);
		assert_true(pair.job.kept);
		assert_true(read(pair.client, answer, sizeof(answer)) > 24);
		assert_memory_equal(answer + 8, "Status: 404", 11);
		assert_int_equal(recv(pair.job.fd, answer, 1, MSG_DONTWAIT),
				 -1);
		assert_int_equal(write(pair.client, kept, sizeof(kept) - 1),
				 sizeof(kept) - 1);
	}
	close_pair(&pair);
}

static void a_connection_that_is_not_kept_is_left_to_its_owner(void **state)
{
	struct pair pair;

	(void)state;
	connect_pair(&pair, not_kept, sizeof(not_kept) - 1);
	assert_true(worker_pool_submit(ours.pool, &pair.job));
	await(&pair);
	assert_false(pair.job.kept);
	close_pair(&pair);
}

/* What gets past the framing must do no harm either: libfcgi closes what it was
 * given, which is not the job's own descriptor, and does not linger. */
static void what_libfcgi_refuses_costs_neither_time_nor_descriptor(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
	} cases[] = {
		{ "GET / HTTP/1.1\r\n\r\n", 18 }, { kept, 16 }, { kept, 40 },
		{ kept + 16, sizeof(kept) - 17 }, { "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		long long start = clock_ms();
		int free_before = lowest_free();
		struct pair pair;

		connect_pair(&pair, cases[i].bytes, cases[i].length);
		shutdown(pair.client, SHUT_WR);
		assert_true(worker_pool_submit(ours.pool, &pair.job));
		await(&pair);
		assert_false(pair.job.kept);
		assert_in_range(clock_ms() - start, 0, LINGER_MS);
		close_pair(&pair);
		assert_int_equal(lowest_free(), free_before);
	}
}

static void a_job_past_its_deadline_is_not_begun(void **state)
{
	struct pair pair;

	(void)state;
	connect_pair(&pair, kept, sizeof(kept) - 1);
	pair.job.deadline = clock_ms() - 1;
	assert_true(worker_pool_submit(ours.pool, &pair.job));
	await(&pair);
	assert_false(pair.job.kept);
	close_pair(&pair);
}

static void await_waiting(unsigned long long count)
{
	long long deadline = clock_ms() + PATIENCE_MS;

	while (app_vitals(ours.app)->waiting != count) {
		assert_true(clock_ms() < deadline);
		poll(NULL, 0, 1);
	}
}

static void take_back(size_t count)
{
	struct pollfd woken = { .fd = worker_return_eventfd(ours.back),
				.events = POLLIN };

	while (count > 0) {
		if (worker_return_take(ours.back) != NULL)
			count--;
		else
			assert_int_equal(poll(&woken, 1, PATIENCE_MS), 1);
	}
}

/* Jobs without a descriptor need nothing and end at once. */
static void how_many_wait_and_who_was_turned_away_is_told(void **state)
{
	static struct worker_job jobs[4096];
	struct counters *counters = app_vitals(ours.app);
	size_t limit = counters->queue_limit;
	struct worker_job one_more = { .back = ours.back, .fd = -1 };
	struct pair silent;

	(void)state;
	assert_int_equal(counters->threads, 1);
	assert_in_range(limit, 1, sizeof(jobs) / sizeof(*jobs));
	connect_pair(&silent, "", 0);
	assert_true(worker_pool_submit(ours.pool, &silent.job));
	await_waiting(0);
	for (size_t i = 0; i < limit; i++) {
		jobs[i] = (struct worker_job){
			.back = ours.back,
			.fd = -1,
			.deadline = clock_ms() + PATIENCE_MS,
		};
		assert_true(worker_pool_submit(ours.pool, &jobs[i]));
		assert_int_equal(counters->waiting, i + 1);
	}
	assert_int_equal(counters->turned_away, 0);
	assert_false(worker_pool_submit(ours.pool, &one_more));
	assert_int_equal(counters->turned_away, 1);
	worker_pool_cancel(ours.pool);
	assert_int_equal(counters->waiting, 0);
	shutdown(silent.client, SHUT_WR);
	take_back(limit + 1);
	close_pair(&silent);
}

/* And whoever looks for them has one more. */
static void descriptors_are_counted_by_threads_and_nodes(void **state)
{
	static const struct {
		const char *address;
		size_t count;
	} cases[] = {
		{ "off", 3 },
		{ "127.0.0.1:1", 3 + 3 },
		{ "127.0.0.1:1, 127.0.0.1:2", 3 + 3 + 1 },
		{ "sentinel:name@127.0.0.1:1", 3 + 3 + 1 },
		{ "cluster:127.0.0.1:1", 3 + 3 * REDIS_NODES + 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *const settings[] = { "", "3", "1000",
						 cases[i].address };
		struct err err = { 0 };
		struct app *app = app_new(NULL, settings, &err);
		struct worker_pool *pool = worker_pool_start(app, 3, &err);

		assert_non_null(pool);
		assert_int_equal(worker_pool_descriptors(pool), cases[i].count);
		worker_pool_stop(pool);
		app_free(app);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_kept_connection_comes_back_open_and_empty),
		cmocka_unit_test(
			a_connection_that_is_not_kept_is_left_to_its_owner),
		cmocka_unit_test(
			what_libfcgi_refuses_costs_neither_time_nor_descriptor),
		cmocka_unit_test(a_job_past_its_deadline_is_not_begun),
		cmocka_unit_test(how_many_wait_and_who_was_turned_away_is_told),
		cmocka_unit_test(descriptors_are_counted_by_threads_and_nodes),
	};
	struct err err = { 0 };

	if (fastcgi_request_prepare(&err) != 0)
		return 1;
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
