/* The connection to Redis, against peers that misbehave in every way a real one
 * does not, and against none. */
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/socket-address.h"
#include "lib/redis_calls.h"

#define TRICKLE_MS 15

/* A peer that answers each command with `bytes`. */
struct liar {
	struct socket_address address;
	char name[128];
	const char *bytes;
	bool trickles, hangs_up;
	atomic_int accepted;
	int listener;
	pthread_t thread;
};

static char folder[] = "/tmp/signpost-redis-XXXXXX";

static int set_up(void **state)
{
	(void)state;
	return mkdtemp(folder) != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	return rmdir(folder);
}

static void an_absent_redis_is_a_miss(void **state)
{
	static const char *const addresses[] = { "unix:/nowhere/socket",
						 "127.0.0.1:1", "[::1]:1" };

	(void)state;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
		struct redis *redis = connect_to(addresses[i], WAIT_MS);

		assert_non_null(redis);
		for (int call = 0; call < 5; call++)
			assert_misses(redis);
		redis_set(redis, "key", "value", 5, 60);
		redis_drop(redis, "key");
		assert_false(is_up(redis));
		redis_free(redis);
	}
}

static void an_address_is_a_path_or_a_numeric_host_and_a_port(void **state)
{
	static const struct {
		const char *text;
		bool is_address;
	} cases[] = {
		{ "off", false },
		{ "unix:/run/redis/redis-server.sock", true },
		{ "127.0.0.1:6379", true },
		{ "[::1]:6379", true },
		{ "", false },
		{ "unix:", false },
		{ "localhost:6379", false },
		{ "127.0.0.1", false },
		{ "127.0.0.1:0", false },
		{ "127.0.0.1:65536", false },
		{ "127.0.0.1:6x79", false },
		{ "127.0.0.1: 6379", false },
		{ "::1:6379", false },
		{ "[::1:6379", false },
		{ "/run/redis.sock", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct redis *redis = connect_to(cases[i].text, WAIT_MS);

		assert_int_equal(redis != NULL, cases[i].is_address);
		redis_free(redis);
	}
	assert_false(has(NULL, "key", ""));
	assert_null(redis_nodes_of(NULL));
	redis_set(NULL, "key", "value", 5, 60);
	redis_drop(NULL, "key");
	redis_free(NULL);
}

/* One byte at a time, until the client has hung up. */
static void trickle(int fd, const char *bytes)
{
	struct pollfd client = { .fd = fd, .events = POLLIN };

	while (*bytes != '\0' && poll(&client, 1, TRICKLE_MS) == 0)
		if (write(fd, bytes++, 1) != 1)
			return;
}

static void lie(const struct liar *liar, int fd)
{
	char command[4096];

	while (read(fd, command, sizeof(command)) > 0) {
		if (liar->trickles)
			trickle(fd, liar->bytes);
		else if (write(fd, liar->bytes, strlen(liar->bytes)) < 0)
			return;
		if (liar->hangs_up)
			return;
	}
}

static void *run_liar(void *data)
{
	struct liar *liar = data;
	int fd;

	while ((fd = accept(liar->listener, NULL, NULL)) >= 0) {
		atomic_fetch_add(&liar->accepted, 1);
		lie(liar, fd);
		close(fd);
	}
	return NULL;
}

static struct redis *start_liar(struct liar *liar)
{
	snprintf(liar->name, sizeof(liar->name), "unix:%s/liar", folder);
	assert_true(socket_address_read(&liar->address, liar->name));
	liar->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(liar->listener,
			      (struct sockaddr *)&liar->address.socket,
			      liar->address.length),
			 0);
	assert_int_equal(listen(liar->listener, 16), 0);
	assert_int_equal(pthread_create(&liar->thread, NULL, run_liar, liar),
			 0);
	return connect_to(liar->name, WAIT_MS);
}

static void stop_liar(struct liar *liar, struct redis *redis)
{
	redis_free(redis);
	shutdown(liar->listener, SHUT_RDWR);
	pthread_join(liar->thread, NULL);
	close(liar->listener);
	unlink(socket_address_path(&liar->address));
}

static void a_false_answer_is_a_miss_and_ends_the_connection(void **state)
{
	static const char *const answers[] = {
		"HTTP/1.1 400 Bad Request\r\n\r\n",
		"$5\r\nhello\r\n$5\r\nhello\r\n",
		"*2147483647\r\n",
		"*1\r\n$5\r\nhello\r\n",
		":1\r\n",
		"+OK\r\n",
		"%1\r\n+a\r\n+b\r\n",
		"$-7\r\n",
		"$99999999999999999999\r\n",
		"-LOADING Redis is loading the dataset in memory\r\n",
		"-NOPERM this user has no permissions\r\n",
		"-MOVED 866 127.0.0.1:7001\r\n",
		"-MASTERDOWN Link with MASTER is down\r\n",
		"-NOAUTH Authentication required.\r\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		struct liar liar = { .bytes = answers[i] };
		struct redis *redis = start_liar(&liar);

		for (int call = 1; call <= 3; call++) {
			assert_misses(redis);
			assert_int_equal(atomic_load(&liar.accepted), call);
		}
		assert_false(is_up(redis));
		stop_liar(&liar, redis);
	}
}

static void an_answer_that_does_not_end_keeps_to_the_wait(void **state)
{
	static const struct liar kinds[] = {
		{ .bytes = "$5\r\nhello\r\n", .trickles = true },
		{ .bytes = "$5\r\nhel", .hangs_up = true },
		{ .bytes = "$5\r\nhel" },
		{ .bytes = "", .hangs_up = true },
		{ .bytes = "" },
		{ .bytes = "$536870912\r\nhello" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct liar liar = kinds[i];
		struct redis *redis = start_liar(&liar);

		for (int call = 0; call < 3; call++)
			assert_misses(redis);
		assert_false(is_up(redis));
		stop_liar(&liar, redis);
	}
}

static void redis_is_left_alone_for_longer_and_longer(void **state)
{
	struct liar liar = { .bytes = "", .hangs_up = true };
	struct redis *redis = start_liar(&liar);
	long long pause_ms = PAUSE_MS;
	int calls = 3;

	(void)state;
	for (int call = 0; call < calls; call++)
		assert_misses(redis);
	for (int probe = 0; probe < 10; probe++) {
		for (int call = 0; call < 3; call++)
			assert_misses(redis);
		assert_int_equal(atomic_load(&liar.accepted), calls);
		later(pause_ms);
		assert_misses(redis);
		assert_int_equal(atomic_load(&liar.accepted), ++calls);
		pause_ms = pause_ms * 2 < 10000 ? pause_ms * 2 : 10000;
	}
	stop_liar(&liar, redis);
}

/* Each thread has a connection; what one learns of Redis holds for all. */
static void after_a_pause_one_connection_tries_for_all(void **state)
{
	struct liar liar = { .bytes = "", .hangs_up = true };
	struct redis *one = start_liar(&liar), *two;
	struct redis_nodes *nodes = redis_nodes_of(one);
	struct redis_node node;

	(void)state;
	assert_true(redis_nodes_find(nodes, 0, &node));
	two = redis_new(nodes);
	assert_misses(one);
	assert_misses(two);
	assert_misses(one);
	assert_misses(two);
	assert_int_equal(atomic_load(&liar.accepted), 3);
	later(PAUSE_MS);
	assert_int_equal(breaker_ask(node.breaker), BREAKER_PROBE);
	assert_misses(one);
	assert_misses(two);
	assert_int_equal(atomic_load(&liar.accepted), 3);
	later(PAUSE_MS);
	liar.bytes = "$2\r\nup\r\n";
	liar.hangs_up = false;
	assert_true(has(two, "key", "up"));
	redis_free(two);
	assert_true(has(one, "key", "up"));
	stop_liar(&liar, one);
}

static void a_peer_that_takes_no_password_is_asked_nothing(void **state)
{
	static const char *const answers[] = {
		"-WRONGPASS invalid username-password pair\r\n",
		"-NOPERM this user has no permissions\r\n",
		"$2\r\nOK\r\n",
		":1\r\n",
		"+OK\r\n+OK\r\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		struct liar liar = { .bytes = answers[i] };
		struct redis *redis = start_liar(&liar);

		redis_log_in(redis, &(struct redis_login){ "user", "password",
							   "", "" });
		for (int call = 1; call <= 3; call++) {
			assert_misses(redis);
			assert_int_equal(atomic_load(&liar.accepted), call);
		}
		assert_misses(redis);
		assert_int_equal(atomic_load(&liar.accepted), 3);
		stop_liar(&liar, redis);
	}
}

/* Where little room is left, one write fits and the next does not. */
static void a_refused_write_is_told_once_a_minute_at_most(void **state)
{
	struct breaker *breaker = breaker_new("redis");

	(void)state;
	breaker_wrote(breaker, NULL);
	assert_int_equal(breaker_state(breaker), BREAKER_UP);
	catch_log();
	for (int i = 0; i < 100; i++) {
		breaker_wrote(breaker, "OOM");
		assert_int_equal(breaker_state(breaker), BREAKER_UNWRITABLE);
		breaker_wrote(breaker, NULL);
		assert_int_equal(breaker_state(breaker), BREAKER_UP);
	}
	later(60000);
	breaker_wrote(breaker, NULL);
	breaker_wrote(breaker, "READONLY");
	assert_log("level=warning msg=\"redis refuses to write: OOM; it is "
		   "still read\"\n"
		   "level=notice msg=\"redis writes again\"\n");
	assert_int_equal(breaker_refusals(breaker), 101);
	breaker_free(breaker);
}

/* Only a name of Redis's own, and none that could be a line of the log. */
static void nothing_of_an_error_but_its_name_is_told(void **state)
{
	static const char unknown[] = " refuses to write: an unknown error; it";
	static const struct {
		const char *bytes, *told;
	} cases[] = {
		{ "-MISCONF Redis is configured to save\r\n",
		  " refuses to write: MISCONF; it" },
		{ "-READONLY You can't write\r\n",
		  " refuses to write: READONLY; it" },
		{ "-ERR\r\n", " refuses to write: ERR; it" },
		{ "-\r\n", unknown },
		{ "-call 555\r\n", unknown },
		{ "-A\nlevel=error\r\n", "" }, /* its end is the library's */
		{ "-AAAAAAAAAAAAAAAAAAAAAAAA\r\n", unknown },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct liar liar = { .bytes = cases[i].bytes };
		struct redis *redis = start_liar(&liar);
		char line[128];

		snprintf(line, sizeof(line), "level=warning msg=\"redis%s",
			 cases[i].told);
		catch_log();
		for (int j = 0; j < 10; j++)
			assert_false(redis_set(redis, "key", "value", 5, 60));
		assert_one_line_in_log(line);
		stop_liar(&liar, redis);
	}
}

static void a_late_answer_is_never_taken_for_the_next(void **state)
{
	struct liar liar = { .bytes = "$5\r\nfirst\r\n" };
	struct redis *redis = start_liar(&liar);

	(void)state;
	assert_true(has(redis, "key", "first"));
	assert_true(has(redis, "key", "first"));
	assert_int_equal(atomic_load(&liar.accepted), 1);
	liar.bytes = "$5\r\nfirst\r\n$6\r\nsecond\r\n";
	assert_misses(redis);
	liar.bytes = "$5\r\nthird\r\n";
	assert_true(has(redis, "key", "third"));
	assert_int_equal(atomic_load(&liar.accepted), 2);
	stop_liar(&liar, redis);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_absent_redis_is_a_miss),
		cmocka_unit_test(
			an_address_is_a_path_or_a_numeric_host_and_a_port),
		cmocka_unit_test(
			a_false_answer_is_a_miss_and_ends_the_connection),
		cmocka_unit_test(an_answer_that_does_not_end_keeps_to_the_wait),
		cmocka_unit_test(redis_is_left_alone_for_longer_and_longer),
		cmocka_unit_test(after_a_pause_one_connection_tries_for_all),
		cmocka_unit_test(
			a_peer_that_takes_no_password_is_asked_nothing),
		cmocka_unit_test(a_refused_write_is_told_once_a_minute_at_most),
		cmocka_unit_test(nothing_of_an_error_but_its_name_is_told),
		cmocka_unit_test(a_late_answer_is_never_taken_for_the_next),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
