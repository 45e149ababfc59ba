/* From a key to the bytes of an answer that was made before. The cache makes
 * pages faster, never different: what cannot be had whole is a miss. */
#ifndef SIGNPOST_CACHE_H
#define SIGNPOST_CACHE_H

#include <stdatomic.h>

#include "redis.h"
#include "rendition.h"

/* What all threads count together. */
struct cache_counts {
	atomic_ullong hits, misses;
};

/* What is kept under `key`, for rendition_release(); NULL on a miss. `redis`
 * may be NULL: then nothing is counted. */
struct rendition *cache_get(struct redis *redis, struct cache_counts *counts,
			    const char *key, const char *media_type);

/* Keeps a rendition under `key` for `life_s` seconds. */
void cache_put(struct redis *redis, const char *key,
	       const struct rendition *rendition, long life_s);

#endif
