/* From a key to the bytes of an answer: from the process's memory, else from
 * Redis, else made, once however many ask at the same time. The cache makes
 * pages faster, never different: what cannot be had whole is a miss. */
#ifndef SIGNPOST_CACHE_CACHE_H
#define SIGNPOST_CACHE_CACHE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "cache/redis.h"
#include "cache/rendition.h"

/* The process's own; thread-safe. */
struct cache;

/* Where an answer came from. */
enum cache_source {
	CACHE_UNASKED, /* may not be kept */
	CACHE_MEMORY,
	CACHE_REDIS,
	CACHE_SHARED, /* made by another thread at the same time */
	CACHE_MADE,
	CACHE_SOURCES
};

/* What was counted, by source. */
struct cache_counts {
	atomic_ullong from[CACHE_SOURCES];
};

/* The bytes that Redis was given, keys included. */
struct cache_stored {
	atomic_ullong common, rare;
	atomic_ullong unkept; /* what was rare and beyond the day's allowance */
};

/* What is asked for, and what may be done with it. Borrowed. */
struct cache_wish {
	const char *key;
	/* One of few: kept at once. Else only when it is asked for again, and
	 * in Redis for 5 minutes and within 64 MB a day. */
	bool is_common;
	/* Costs much to make: kept in memory at once too, but in a part of its
	 * own, from which it pushes no page out. */
	bool is_costly;
	bool is_internal; /* never leaves the process */
	/* The packed form is what is wanted: Redis is asked for that and given
	 * that, and what has no other one will do. */
	bool takes_packed;
	bool is_to_be_packed; /* cache_look(): of no use unless it is already */
	const char *etag;     /* nor unless its form has this; NULL: whatever */
	long life_s;	      /* in Redis, or up to a tenth less */
	const struct digest_key *secret; /* of the seal */
	/* Makes it from `args`; NULL when it cannot be made whole, or may not
	 * be kept after all. */
	struct rendition *(*make)(const void *args);
	const void *args;
	enum cache_source *source; /* is told where it came from, or NULL */
};

/* With room for `memory_bytes`, 0 for none. An eighth of it is for what is
 * costly or larger than 64 KiB, and nothing else takes that or has less for it.
 * For cache_free(). */
struct cache *cache_new(size_t memory_bytes);
void cache_free(struct cache *cache);

/* What `wish` names, for rendition_release(); NULL when `make` said so. `redis`
 * is the calling thread's own, or NULL. */
struct rendition *cache_find(struct cache *cache, struct redis *redis,
			     const struct cache_wish *wish);

/* The same where memory has it, else NULL: nothing is fetched or made. */
struct rendition *cache_look(struct cache *cache,
			     const struct cache_wish *wish);

/* What was counted for the public, or inside: neither is to see what the other
 * asks for. Borrowed. */
const struct cache_counts *cache_counts(const struct cache *cache,
					bool is_internal);

/* Nothing of what is internal is in it. Borrowed. */
const struct cache_stored *cache_stored(const struct cache *cache);

/* In one word, for people. */
const char *cache_source_name(enum cache_source source);

/* What memory holds for everybody, of `cache_new()`'s room. */
size_t cache_memory_bytes(const struct cache *cache);

#endif
