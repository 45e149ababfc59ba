/* From a key to the bytes of an answer that was made before. */
#include "cache.h"

#include "rendition.h"

#define SEALED_BYTES ((size_t)8 * 1024 * 1024)

bool cache_get(struct redis *redis, struct cache_counts *counts,
	       const char *key, struct buf *body)
{
	struct buf sealed = buf_new(SEALED_BYTES);
	bool is_there, is_hit;

	if (redis == NULL)
		return false;
	is_there = redis_get(redis, key, &sealed) && !buf_is_spoilt(&sealed);
	is_hit = is_there && rendition_open(key, &sealed, body);
	if (is_there && !is_hit)
		redis_drop(redis, key);
	atomic_fetch_add(is_hit ? &counts->hits : &counts->misses, 1);
	buf_free(&sealed);
	return is_hit;
}

void cache_put(struct redis *redis, const char *key, const struct buf *body,
	       long life_s)
{
	struct buf sealed = buf_new(SEALED_BYTES);

	if (redis == NULL || buf_is_spoilt(body))
		return;
	rendition_seal(key, body, &sealed);
	if (!buf_is_spoilt(&sealed))
		redis_set(redis, key, sealed.bytes, sealed.length, life_s);
	buf_free(&sealed);
}
