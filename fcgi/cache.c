/* From a key to the bytes of an answer that was made before. */
#include "cache.h"

#define SEALED_BYTES ((size_t)8 * 1024 * 1024)

struct rendition *cache_get(struct redis *redis, struct cache_counts *counts,
			    const char *key, const char *media_type)
{
	struct buf sealed = buf_new(SEALED_BYTES);
	struct rendition *rendition = NULL;

	if (redis == NULL)
		return NULL;
	if (redis_get(redis, key, &sealed) && !buf_is_spoilt(&sealed)) {
		rendition = rendition_open(&sealed, key, NULL, media_type);
		if (rendition == NULL)
			redis_drop(redis, key);
	}
	atomic_fetch_add(rendition != NULL ? &counts->hits : &counts->misses,
			 1);
	buf_free(&sealed);
	return rendition;
}

void cache_put(struct redis *redis, const char *key,
	       const struct rendition *rendition, long life_s)
{
	struct buf sealed = buf_new(SEALED_BYTES);

	if (redis == NULL)
		return;
	rendition_seal(rendition, key, NULL, &sealed);
	if (!buf_is_spoilt(&sealed))
		redis_set(redis, key, sealed.bytes, sealed.length, life_s);
	buf_free(&sealed);
}
