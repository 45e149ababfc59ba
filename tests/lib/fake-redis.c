/* A Redis that remembers one key. */
#include "lib/fake-redis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

bool redis_get(struct redis *redis, const char *key, struct buf *out)
{
	if (redis == NULL)
		return false;
	redis->gets++;
	if (strcmp(redis->key, key) != 0)
		return false;
	buf_put(out, buf_text(&redis->value), redis->value.length);
	return true;
}

bool redis_set(struct redis *redis, const char *key, const char *bytes,
	       size_t length, long life_s)
{
	redis->sets++;
	redis->life_s = life_s;
	if (redis->is_full)
		return false;
	snprintf(redis->key, sizeof(redis->key), "%s", key);
	buf_free(&redis->value);
	buf_put(&redis->value, bytes, length);
	return true;
}

void redis_drop(struct redis *redis, const char *key)
{
	redis->drops++;
	assert_string_equal(redis->key, key);
	redis->key[0] = '\0';
}
