/* Renditions kept in the process, within a bound of bytes: what was asked for
 * last stays longest. Thread-safe. It is made of shards, each with a lock that
 * is held to follow pointers and for nothing else: never over I/O, rendering or
 * freeing. */
#ifndef SIGNPOST_CACHE_LRU_H
#define SIGNPOST_CACHE_LRU_H

#include <stddef.h>

#include "cache/rendition.h"

struct lru;

/* As many shards as threads do not notice each other in. */
#define LRU_SHARDS 8

/* A store for at most `bytes`, its own tables and keys included, in so many
 * shards, at most LRU_SHARDS; 0 bytes keep nothing. For lru_free(). */
struct lru *lru_new(size_t bytes, size_t shards);
void lru_free(struct lru *lru);

/* What is kept under `key`, for rendition_release(); NULL when nothing is.
 * Allocates nothing. */
struct rendition *lru_get(struct lru *lru, const char *key);

/* Keeps a rendition under `key`, in place of what was there. One that would
 * take more than a quarter of a shard is not kept. */
void lru_put(struct lru *lru, const char *key, struct rendition *rendition);

/* What is held now. */
size_t lru_bytes(struct lru *lru);

#endif
