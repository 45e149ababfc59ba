/* From a key to the bytes of an answer that was made before. The cache makes
 * pages faster, never different: what cannot be had whole is a miss. */
#ifndef SIGNPOST_CACHE_H
#define SIGNPOST_CACHE_H

#include <stdatomic.h>
#include <stdbool.h>

#include "buf.h"
#include "redis.h"

/* What all threads count together. */
struct cache_counts {
	atomic_ullong hits, misses;
};

/* Appends the body under `key` to `body`; false on a miss. `redis` may be
 * NULL: then nothing is counted. */
bool cache_get(struct redis *redis, struct cache_counts *counts,
	       const char *key, struct buf *body);

/* Keeps a body that is whole under `key` for `life_s` seconds. */
void cache_put(struct redis *redis, const char *key, const struct buf *body,
	       long life_s);

#endif
