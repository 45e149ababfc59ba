/* Memory, then one flight for all, then Redis, then the maker. */
#include "cache/cache.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/digest.h"
#include "cache/allowance.h"
#include "cache/lru.h"
#include "cache/single-flight.h"

#define SEALED_BYTES ((size_t)8 * 1024 * 1024)
/* Many times what making takes. Whoever has waited so long makes it himself:
 * no answer hangs on the fortune of another thread. */
#define WAIT_MS	     250
#define KEY_BYTES    ((size_t)4 * 1024)
#define LARGE_BYTES  ((size_t)64 * 1024)
#define LARGE_SHARE  8 /* of the memory, as a divisor */
/* Of what visitors combine, in Redis. */
#define RARE_LIFE_S  300L
#define RARE_BYTES   ((size_t)64 * 1000 * 1000) /* a day */
#define LATELY	     ((size_t)16384)		/* a power of two; 128 KiB */

struct cache {
	struct digest_key hashing;
	struct lru *pages;
	struct lru *large; /* or costly */
	struct single_flight *flights;
	struct cache_counts counts[2]; /* for the public, inside */
	struct allowance *rare;
	struct cache_stored stored;
	/* Hashes of keys. Each has one place, where the last of those that
	 * share it stands: what is forgotten is only not kept. */
	_Atomic(uint64_t) lately[LATELY];
};

struct cache *cache_new(size_t memory_bytes)
{
	struct cache *cache = alloc_zero(sizeof(*cache));

	cache->hashing = digest_key_new();
	cache->pages =
		lru_new(memory_bytes - memory_bytes / LARGE_SHARE, LRU_SHARDS);
	cache->large = lru_new(memory_bytes / LARGE_SHARE, 1);
	cache->flights = single_flight_new();
	cache->rare = allowance_new(RARE_BYTES);
	return cache;
}

void cache_free(struct cache *cache)
{
	if (cache == NULL)
		return;
	single_flight_free(cache->flights);
	allowance_free(cache->rare);
	lru_free(cache->pages);
	lru_free(cache->large);
	free(cache);
}

/* In Redis, each form has a key of its own; no key has a blank in it. */
static struct buf stored_key(const struct cache_wish *wish)
{
	struct buf key = buf_new(KEY_BYTES);

	buf_puts(&key, wish->key);
	if (wish->takes_packed)
		buf_puts(&key, " gzip");
	return key;
}

/* What is in Redis and not whole, or another's, is removed. */
static struct rendition *fetch(struct redis *redis,
			       const struct cache_wish *wish)
{
	struct buf sealed = buf_new(SEALED_BYTES), name = stored_key(wish);
	const char *key = buf_text(&name);
	struct rendition *rendition = NULL;

	if (redis_get(redis, key, &sealed)) {
		rendition = rendition_open(&sealed, key, wish->secret);
		if (rendition == NULL)
			redis_drop(redis, key);
	}
	buf_free(&sealed);
	buf_free(&name);
	return rendition;
}

/* Up to a tenth less, so that what was stored together does not end together.
 * Of the key, so that it needs no chance. */
static long life_of(const struct cache *cache, const struct cache_wish *wish)
{
	bool is_shortened = !wish->is_common && wish->life_s > RARE_LIFE_S;
	long life_s = is_shortened ? RARE_LIFE_S : wish->life_s;

	return life_s - (long)(digest_short(&cache->hashing, wish->key) %
			       (uint64_t)(life_s / 10 + 1));
}

/* Of what is common there is an end; what is rare has an allowance, which only
 * what Redis has taken is counted against. */
static void give(struct cache *cache, struct redis *redis,
		 const struct cache_wish *wish, const char *key,
		 const struct buf *sealed)
{
	size_t bytes = strlen(key) + sealed->length;

	if (!wish->is_common && !allowance_take(cache->rare, bytes))
		atomic_fetch_add(&cache->stored.unkept, bytes);
	else if (redis_set(redis, key, sealed->bytes, sealed->length,
			   life_of(cache, wish)))
		atomic_fetch_add(wish->is_common ? &cache->stored.common :
						   &cache->stored.rare,
				 bytes);
	else if (!wish->is_common)
		allowance_give_back(cache->rare, bytes);
}

static void store(struct cache *cache, struct redis *redis,
		  const struct cache_wish *wish, struct rendition *rendition)
{
	struct buf sealed = buf_new(SEALED_BYTES), name;
	const struct rendition_form *form;

	if (redis == NULL)
		return;
	name = stored_key(wish);
	form = wish->takes_packed ? rendition_gzip(rendition) :
				    rendition_plain(rendition);
	rendition_seal(rendition, form, buf_text(&name), wish->secret, &sealed);
	if (!buf_is_spoilt(&sealed))
		give(cache, redis, wish, buf_text(&name), &sealed);
	buf_free(&sealed);
	buf_free(&name);
}

static void note(struct cache *cache, const struct cache_wish *wish,
		 enum cache_source source)
{
	atomic_fetch_add_explicit(
		&cache->counts[wish->is_internal].from[source], 1,
		memory_order_relaxed);
	if (wish->source != NULL)
		*wish->source = source;
}

static struct rendition *make(struct cache *cache,
			      const struct cache_wish *wish)
{
	struct rendition *rendition = wish->make(wish->args);

	if (rendition != NULL)
		note(cache, wish, CACHE_MADE);
	return rendition;
}

/* Whether the key was here lately; it is remembered from now on. So a flood of
 * keys that come once never reaches a store. */
static bool comes_again(struct cache *cache, const char *key)
{
	uint64_t hash = digest_short(&cache->hashing, key);

	return atomic_exchange(&cache->lately[hash & (LATELY - 1)], hash) ==
	       hash;
}

/* Where it is kept, so that a few large answers cannot take the room of many
 * pages. */
static struct lru *part_of(const struct cache *cache,
			   const struct cache_wish *wish,
			   const struct rendition *rendition)
{
	bool is_large = rendition_plain(rendition)->length > LARGE_BYTES;

	return wish->is_costly || is_large ? cache->large : cache->pages;
}

/* For all who wait. It is in memory before the flight lands, so that nobody
 * who comes between the two begins another; Redis is told afterward, because
 * nobody has to wait for that. */
static struct rendition *lead(struct cache *cache, struct redis *redis,
			      const struct cache_wish *wish)
{
	struct rendition *rendition = fetch(redis, wish);
	bool is_made = rendition == NULL, is_kept;

	if (is_made)
		rendition = make(cache, wish);
	else
		note(cache, wish, CACHE_REDIS);
	is_kept = (wish->is_common || wish->is_costly ||
		   comes_again(cache, wish->key)) &&
		  rendition != NULL;
	if (is_kept)
		lru_put(part_of(cache, wish, rendition), wish->key, rendition);
	single_flight_land(cache->flights, wish->key, rendition);
	if (is_kept && is_made)
		store(cache, redis, wish, rendition);
	return rendition;
}

static bool will_do(struct rendition *rendition, const struct cache_wish *wish)
{
	const struct rendition_form *form;

	if ((!wish->takes_packed && !rendition_has_plain(rendition)) ||
	    (wish->is_to_be_packed && !rendition_is_packed(rendition)))
		return false;
	if (wish->etag == NULL)
		return true;
	form = wish->takes_packed ? rendition_gzip(rendition) :
				    rendition_plain(rendition);
	return strcmp(form->etag, wish->etag) == 0;
}

struct rendition *cache_look(struct cache *cache, const struct cache_wish *wish)
{
	struct rendition *rendition = NULL;

	if (!wish->is_costly)
		rendition = lru_get(cache->pages, wish->key);
	if (rendition == NULL)
		rendition = lru_get(cache->large, wish->key);
	if (rendition != NULL && !will_do(rendition, wish)) {
		rendition_release(rendition);
		return NULL;
	}
	if (rendition != NULL)
		note(cache, wish, CACHE_MEMORY);
	return rendition;
}

/* Another flight may have landed since memory was looked into. */
static struct rendition *lead_unless_there(struct cache *cache,
					   struct redis *redis,
					   const struct cache_wish *wish)
{
	struct rendition *rendition = cache_look(cache, wish);

	if (rendition == NULL)
		return lead(cache, wish->is_internal ? NULL : redis, wish);
	single_flight_land(cache->flights, wish->key, rendition);
	return rendition;
}

struct rendition *cache_find(struct cache *cache, struct redis *redis,
			     const struct cache_wish *wish)
{
	struct rendition *rendition = cache_look(cache, wish);

	if (rendition != NULL)
		return rendition;
	if (single_flight_leads(cache->flights, wish->key, clock_ms() + WAIT_MS,
				&rendition))
		return lead_unless_there(cache, redis, wish);
	if (rendition != NULL && will_do(rendition, wish)) {
		note(cache, wish, CACHE_SHARED);
		return rendition;
	}
	rendition_release(rendition);
	return make(cache, wish);
}

const struct cache_counts *cache_counts(const struct cache *cache,
					bool is_internal)
{
	return &cache->counts[is_internal];
}

const struct cache_stored *cache_stored(const struct cache *cache)
{
	return &cache->stored;
}

const char *cache_source_name(enum cache_source source)
{
	static const char *const names[] = {
		[CACHE_UNASKED] = "unasked", [CACHE_MEMORY] = "memory",
		[CACHE_REDIS] = "redis",     [CACHE_SHARED] = "shared",
		[CACHE_MADE] = "made",
	};

	return names[source];
}

size_t cache_memory_bytes(const struct cache *cache)
{
	return lru_bytes(cache->pages) + lru_bytes(cache->large);
}
