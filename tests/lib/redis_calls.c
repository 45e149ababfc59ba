/* What the tests of redis.c share. */
#include "lib/redis_calls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"

static long long put_forward_ms;

long long clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000 +
	       put_forward_ms;
}

void clock_stamp(char now[CLOCK_STAMP])
{
	strcpy(now, "2026-11-24T12:00:00.000Z");
}

struct redis *connect_to(const char *address, long wait_ms)
{
	static struct redis_nodes *nodes;

	redis_nodes_free(nodes);
	nodes = redis_nodes_new(
		&(struct redis_plan){ .address = address, .wait_ms = wait_ms });
	return redis_new(nodes);
}

enum breaker_state state_of(const struct redis *redis)
{
	return redis_nodes_state(redis_nodes_of(redis)).state;
}

bool is_up(const struct redis *redis)
{
	return state_of(redis) == BREAKER_UP;
}

static int caught = -1, standard_error;

void catch_log(void)
{
	caught = memfd_create("log", MFD_CLOEXEC);
	standard_error = dup(STDERR_FILENO);
	assert_true(caught >= 0 && standard_error >= 0);
	assert_true(dup2(caught, STDERR_FILENO) >= 0);
}

/* Ends the catching. */
static void read_log(char *text, size_t size)
{
	ssize_t length = pread(caught, text, size - 1, 0);

	dup2(standard_error, STDERR_FILENO);
	close(standard_error);
	close(caught);
	assert_true(length >= 0);
	text[length] = '\0';
}

void assert_log(const char *lines)
{
	char text[4096];

	read_log(text, sizeof(text));
	assert_string_equal(text, lines);
}

void assert_one_line_in_log(const char *start)
{
	char text[4096];

	read_log(text, sizeof(text));
	assert_memory_equal(text, start, strlen(start));
	assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
}

void later(long long milliseconds)
{
	put_forward_ms += milliseconds;
}

bool has(struct redis *redis, const char *key, const char *value)
{
	struct buf out = buf_new(ROOM);
	bool found = redis_get(redis, key, &out);

	if (found)
		assert_string_equal(buf_text(&out), value);
	buf_free(&out);
	return found;
}

void assert_misses(struct redis *redis)
{
	struct buf out = buf_new(ROOM);
	long long start = clock_ms();

	buf_puts(&out, "before");
	assert_false(redis_get(redis, "key", &out));
	assert_string_equal(buf_text(&out), "before");
	assert_false(buf_is_spoilt(&out));
	assert_in_range(clock_ms() - start, 0, WAIT_MS + MARGIN_MS);
	buf_free(&out);
}
