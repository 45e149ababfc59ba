/* One thread's connection to Redis, as a cache that may vanish at any instant.
 * Whatever goes wrong is a miss, takes no longer than the wait that was set,
 * and is never repeated to a visitor. When it goes wrong often, the breaker
 * keeps all connections from trying. Not thread-safe: each thread has its own.
 * Owns hiredis. */
#ifndef SIGNPOST_CACHE_REDIS_H
#define SIGNPOST_CACHE_REDIS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "cache/breaker.h"

struct redis;

/* A connection that is made when it is first needed. `address` is one that
 * socket_address_read() takes; NULL for any other, such as `off`. `wait_ms` is
 * the longest one call may take, connecting included; `breaker` is borrowed.
 * The process has to ignore SIGPIPE. For redis_free(). */
struct redis *redis_new(const char *address, long wait_ms,
			struct breaker *breaker);
void redis_free(struct redis *redis);

/* Whom later calls say that they come from; "" for no user, or no password,
 * which is how a connection begins. When that is another than before, the
 * connection is made anew. Accepts a NULL `redis`. */
void redis_log_in(struct redis *redis, const char *user, const char *password);

/* Appends the value under `key` to `out`. False: not there, not to be had, or
 * larger than what fits; `out` is then as it was. Accepts a NULL `redis`. */
bool redis_get(struct redis *redis, const char *key, struct buf *out);

/* Stores `length` bytes for `life_s` seconds; whether it did. Accepts a NULL
 * `redis`. */
bool redis_set(struct redis *redis, const char *key, const char *bytes,
	       size_t length, long life_s);

/* Removes what is under `key`, or does not. Accepts a NULL `redis`. */
void redis_drop(struct redis *redis, const char *key);

/* Appends what Redis says of its memory; whether it says it. */
bool redis_memory(struct redis *redis, struct buf *out);

/* Why the last call that failed did, in our own words; of use only then. */
const char *redis_trouble(const struct redis *redis);

/* What all connections have learned. Borrowed, or NULL of a NULL `redis`. */
struct breaker *redis_breaker(const struct redis *redis);

#endif
