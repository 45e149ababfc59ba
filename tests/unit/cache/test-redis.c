/* The connection to Redis, against a real one on a private socket. */
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/socket-address.h"
#include "lib/redis_calls.h"

/* For calls that have to go well, on however busy a machine. */
#define PATIENCE_MS	 10000
#define LONGEST_PAUSE_MS 10000

static struct {
	char folder[64], address[128];
	pid_t process;
} real;

/* Waits until the server at the other end of `output` says that it is ready. */
static void wait_until_ready(int output)
{
	FILE *lines = fdopen(output, "r");
	char line[512];
	bool is_ready = false;

	while (!is_ready && fgets(line, sizeof(line), lines) != NULL)
		is_ready = strstr(line, "eady to accept connections") != NULL;
	fclose(lines);
	assert_true(is_ready);
}

static void start_redis(void)
{
	const char *path = real.address + strlen("unix:");
	int output[2];

	assert_int_equal(pipe(output), 0);
	real.process = fork();
	if (real.process == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		signal(SIGPIPE, SIG_IGN);
		dup2(output[1], STDOUT_FILENO);
		close(output[0]);
		execlp("redis-server", "redis-server", "--port", "0",
		       "--unixsocket", path, "--save", "", "--appendonly", "no",
		       "--dir", real.folder, (char *)NULL);
		_exit(127);
	}
	close(output[1]);
	wait_until_ready(output[0]);
}

static void stop_redis(void)
{
	kill(real.process, SIGKILL);
	waitpid(real.process, NULL, 0);
	real.process = 0;
}

static int set_up(void **state)
{
	(void)state;
	strcpy(real.folder, "/tmp/signpost-redis-XXXXXX");
	if (mkdtemp(real.folder) == NULL)
		return -1;
	snprintf(real.address, sizeof(real.address), "unix:%s/socket",
		 real.folder);
	start_redis();
	return 0;
}

static int tear_down(void **state)
{
	char command[128];

	(void)state;
	stop_redis();
	snprintf(command, sizeof(command), "rm -rf %s", real.folder);
	return system(command);
}

/* A fresh connection to the real Redis. */
static struct redis *need_redis(long wait_ms)
{
	return connect_to(real.address, wait_ms);
}

/* Says `command` (with its line's end) to the real Redis; checks how the reply
 * begins. */
static void tell(const char *command, const char *reply)
{
	char got[64] = "";
	struct socket_address address;
	int fd;

	assert_true(socket_address_read(&address, real.address));
	fd = socket_address_connect(&address, clock_ms() + 1000);
	assert_true(fd >= 0);
	assert_true(write(fd, command, strlen(command)) > 0);
	assert_true(socket_address_wait(fd, POLLIN, clock_ms() + 1000));
	assert_true(read(fd, got, sizeof(got) - 1) > 0);
	assert_memory_equal(got, reply, strlen(reply));
	close(fd);
}

static void what_was_stored_is_found_again(void **state)
{
	struct redis *redis = need_redis(PATIENCE_MS);

	(void)state;
	redis_set(redis, "a key", "a value", 7, 60);
	assert_true(has(redis, "a key", "a value"));
	assert_true(is_up(redis));
	tell("TTL \"a key\"\r\n", ":60");
	redis_drop(redis, "a key");
	assert_false(has(redis, "a key", ""));
	assert_true(is_up(redis));
	redis_free(redis);
}

static void any_bytes_can_be_stored(void **state)
{
	struct redis *redis = need_redis(PATIENCE_MS);
	size_t length = (size_t)300 * 1024;
	char *bytes = malloc(length);
	struct buf out = buf_new(ROOM);

	(void)state;
	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(i * 7 / 3);
	redis_set(redis, "key\r\n%s $1", bytes, length, 60);
	assert_true(redis_get(redis, "key\r\n%s $1", &out));
	assert_int_equal(out.length, length);
	assert_memory_equal(out.bytes, bytes, length);
	redis_set(redis, "empty", "", 0, 60);
	assert_true(has(redis, "empty", ""));
	buf_free(&out);
	free(bytes);
	redis_free(redis);
}

static void a_value_that_does_not_fit_is_a_miss(void **state)
{
	struct redis *redis = need_redis(PATIENCE_MS);
	struct buf out = buf_new(10);

	(void)state;
	redis_set(redis, "long", "0123456789", 10, 60);
	buf_puts(&out, "a");
	assert_false(redis_get(redis, "long", &out));
	assert_string_equal(buf_text(&out), "a");
	assert_true(is_up(redis));
	buf_free(&out);
	redis_free(redis);
}

static void a_foreign_type_is_a_miss_and_nothing_more(void **state)
{
	struct redis *redis = need_redis(PATIENCE_MS);

	(void)state;
	tell("LPUSH key a\r\n", ":1");
	redis_set(redis, "other", "value", 5, 60);
	for (int i = 0; i < 5; i++)
		assert_misses(redis);
	assert_true(has(redis, "other", "value"));
	redis_free(redis);
	tell("FLUSHALL\r\n", "+OK");
}

static void a_full_redis_stores_nothing_and_is_still_read(void **state)
{
	struct redis *redis = need_redis(PATIENCE_MS);

	(void)state;
	redis_set(redis, "old", "value", 5, 60);
	tell("CONFIG SET maxmemory-policy noeviction\r\n", "+OK");
	tell("CONFIG SET maxmemory 1\r\n", "+OK");
	for (int i = 0; i < 5; i++)
		assert_false(redis_set(redis, "new", "value", 5, 60));
	assert_true(has(redis, "old", "value"));
	assert_false(has(redis, "new", ""));
	redis_drop(redis, "old");
	assert_int_equal(state_of(redis), BREAKER_UNWRITABLE);
	assert_int_equal(redis_nodes_state(redis_nodes_of(redis)).refusals, 5);
	tell("CONFIG SET maxmemory 0\r\n", "+OK");
	assert_true(redis_set(redis, "new", "value", 5, 60));
	assert_true(is_up(redis));
	redis_free(redis);
}

/* Whether `key` can be had again. On a busy machine not every probe is
 * answered within WAIT_MS. */
static bool recovers(struct redis *redis, const char *key)
{
	for (int probe = 0; probe < 100; probe++) {
		later(LONGEST_PAUSE_MS);
		if (has(redis, key, "value"))
			return true;
	}
	return false;
}

static void a_stopped_redis_delays_three_calls_and_then_none(void **state)
{
	struct redis *redis = need_redis(WAIT_MS);
	long long start;

	(void)state;
	redis_set(redis, "left", "value", 5, 60);
	kill(real.process, SIGSTOP);
	for (int i = 0; i < 3; i++)
		assert_misses(redis);
	assert_false(is_up(redis));
	start = clock_ms();
	assert_misses(redis);
	assert_in_range(clock_ms() - start, 0, WAIT_MS / 2);
	kill(real.process, SIGCONT);
	assert_true(recovers(redis, "left"));
	assert_true(is_up(redis));
	redis_free(redis);
}

static void a_redis_killed_and_started_again_is_used_again(void **state)
{
	struct redis *redis = need_redis(PATIENCE_MS);

	(void)state;
	redis_set(redis, "key", "value", 5, 60);
	stop_redis();
	for (int i = 0; i < 3; i++)
		assert_misses(redis);
	start_redis();
	later(PAUSE_MS);
	redis_set(redis, "new", "value", 5, 60);
	assert_true(has(redis, "new", "value"));
	redis_free(redis);
}

static void a_restart_between_two_calls_is_not_noticed(void **state)
{
	struct redis *redis = need_redis(PATIENCE_MS);

	(void)state;
	redis_set(redis, "key", "value", 5, 60);
	stop_redis();
	start_redis();
	redis_set(redis, "key", "value", 5, 60);
	assert_true(has(redis, "key", "value"));
	redis_free(redis);
}

static void no_descriptor_survives_an_exec(void **state)
{
	struct redis *redis = need_redis(PATIENCE_MS);
	bool was_open[64];

	(void)state;
	for (int fd = 3; fd < 64; fd++)
		was_open[fd] = fcntl(fd, F_GETFD) >= 0;
	redis_set(redis, "key", "value", 5, 60);
	for (int fd = 3; fd < 64; fd++)
		if (!was_open[fd] && fcntl(fd, F_GETFD) >= 0)
			assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
	redis_free(redis);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_stored_is_found_again),
		cmocka_unit_test(any_bytes_can_be_stored),
		cmocka_unit_test(a_value_that_does_not_fit_is_a_miss),
		cmocka_unit_test(a_foreign_type_is_a_miss_and_nothing_more),
		cmocka_unit_test(a_full_redis_stores_nothing_and_is_still_read),
		cmocka_unit_test(
			a_stopped_redis_delays_three_calls_and_then_none),
		cmocka_unit_test(
			a_redis_killed_and_started_again_is_used_again),
		cmocka_unit_test(a_restart_between_two_calls_is_not_noticed),
		cmocka_unit_test(no_descriptor_survives_an_exec),
	};

	if (system("command -v redis-server >/dev/null") != 0 &&
	    getenv("SIGNPOST_NEED_ALL") == NULL) {
		puts("1..0 # SKIP redis-server is missing");
		return 0;
	}
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
