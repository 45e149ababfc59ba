/* A Redis for the tests of what is kept there: it remembers one key, and a test
 * can have it lie. Its functions are those of cache/redis.h. */
#ifndef SIGNPOST_LIB_FAKE_REDIS_H
#define SIGNPOST_LIB_FAKE_REDIS_H

#include <stdbool.h>

#include "base/buf.h"
#include "cache/redis.h"

struct redis {
	char key[64];
	struct buf value;
	int gets, sets, drops;
	long life_s;
	bool is_full;
};

#endif
