/* What the tests of redis.c share: calls that check themselves, and a clock
 * that can be put forward, so that no pause has to be waited for. */
#ifndef SIGNPOST_REDIS_CALLS_H
#define SIGNPOST_REDIS_CALLS_H

#include <stdbool.h>

#include "cache/redis.h"

#define WAIT_MS	  60
#define MARGIN_MS 250
#define PAUSE_MS  100
#define ROOM	  ((size_t)1024 * 1024)

/* A connection whose nodes are its own; one at a time. */
struct redis *connect_to(const char *address, long wait_ms);

/* How Redis is doing, and whether that is as it should be, as far as the
 * connection's nodes know. */
enum breaker_state state_of(const struct redis *redis);
bool is_up(const struct redis *redis);

/* From now on what is written to the log is kept, for assert_log(). */
void catch_log(void);

/* Fails unless the log has had these lines since; ends that. */
void assert_log(const char *lines);

/* Fails unless the log has had one line since, which begins so; ends that. */
void assert_one_line_in_log(const char *start);

/* Puts clock_ms() forward. */
void later(long long milliseconds);

/* Whether there is a value under `key`, which then has to be `value`. */
bool has(struct redis *redis, const char *key, const char *value);

/* Fails unless a GET is a miss that leaves what was written before as it was
 * and keeps to WAIT_MS. */
void assert_misses(struct redis *redis);

#endif
