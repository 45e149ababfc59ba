/* One thread's connections to Redis, as a cache that may vanish at any instant.
 * Whatever goes wrong is a miss, takes a page no longer than the wait that was
 * set, and is never repeated to a visitor. A call makes one try at the node
 * that is known to have the key, and one more at the node that this one names,
 * in a cluster; it never looks for a node. When a node fails often, its breaker
 * keeps all connections from trying. Not thread-safe: each thread has its
 * own. */
#ifndef SIGNPOST_CACHE_REDIS_H
#define SIGNPOST_CACHE_REDIS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "cache/redis-login.h"
#include "cache/redis-nodes.h"

struct redis;

/* Connections that are made when they are first needed, to `nodes`, which is
 * borrowed; NULL of NULL. The process has to ignore SIGPIPE. For
 * redis_free(). */
struct redis *redis_new(struct redis_nodes *nodes);
void redis_free(struct redis *redis);

/* Whom later calls say that they come from; nobody, at the beginning. When that
 * is another than before, connections are made anew, and the nodes are told.
 * Accepts a NULL `redis`. */
void redis_log_in(struct redis *redis, const struct redis_login *login);

/* A page begins: all calls from now on take no longer than one wait together,
 * until the next page begins, and after one that failed no other is made.
 * Before the first page, each call has a wait of its own. Accepts a NULL
 * `redis`. */
void redis_begin_page(struct redis *redis);

/* Appends the value under `key` to `out`. False: not there, not to be had, or
 * larger than what fits; `out` is then as it was. Accepts a NULL `redis`. */
bool redis_get(struct redis *redis, const char *key, struct buf *out);

/* Stores `length` bytes for `life_s` seconds; whether it did. Accepts a NULL
 * `redis`. */
bool redis_set(struct redis *redis, const char *key, const char *bytes,
	       size_t length, long life_s);

/* Removes what is under `key`, or does not. Accepts a NULL `redis`. */
void redis_drop(struct redis *redis, const char *key);

/* Appends what the node with `key` says of its memory; whether it says it. */
bool redis_memory(struct redis *redis, const char *key, struct buf *out);

/* Why the last call that failed did, in our own words; of use only then. */
const char *redis_trouble(const struct redis *redis);

/* What all connections have learned. Borrowed, or NULL of a NULL `redis`. */
struct redis_nodes *redis_nodes_of(const struct redis *redis);

#endif
