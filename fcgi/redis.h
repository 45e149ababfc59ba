/* One thread's connection to Redis, as a cache that may vanish at any instant.
 * Whatever goes wrong is a miss, takes no longer than the wait that was set,
 * and is never repeated to a visitor. After three failures in a row Redis is
 * left alone, first for 100 ms, then for twice as long each time, up to 10 s.
 * Not thread-safe: each thread has its own. Owns hiredis. */
#ifndef SIGNPOST_REDIS_H
#define SIGNPOST_REDIS_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

struct redis;

/* A connection that is made when it is first needed. `address` is
 * `unix:PATH` or `HOST:PORT` with a numeric host; `wait_ms` is the longest one
 * call may take, connecting included. NULL for the address `off`, and for one
 * that redis_is_address() refuses. The process has to ignore SIGPIPE. For
 * redis_free(). */
struct redis *redis_new(const char *address, long wait_ms);
void redis_free(struct redis *redis);

/* Whether an address is one that redis_new() takes, `off` included. */
bool redis_is_address(const char *address);

/* Appends the value under `key` to `out`. False: not there, not to be had, or
 * larger than what fits; `out` is then as it was. Accepts a NULL `redis`. */
bool redis_get(struct redis *redis, const char *key, struct buf *out);

/* Stores `length` bytes for `life_s` seconds, or does not. Accepts a NULL
 * `redis`. */
void redis_set(struct redis *redis, const char *key, const char *bytes,
	       size_t length, long life_s);

/* Removes what is under `key`, or does not. Accepts a NULL `redis`. */
void redis_drop(struct redis *redis, const char *key);

/* Whether the last exchange went well; true before the first one. Accepts a
 * NULL `redis`, which is well. */
bool redis_is_well(const struct redis *redis);

#endif
