/* Where a cluster keeps a key, and what its nodes say of where it went: the
 * arithmetic and the words of Redis Cluster. */
#ifndef SIGNPOST_CACHE_REDIS_SLOT_H
#define SIGNPOST_CACHE_REDIS_SLOT_H

#include <stdbool.h>

#include "cache/redis-address.h"

#define REDIS_SLOTS 16384

/* The slot of a key: of what stands between its first brace and the next
 * closing one, where that is anything; else of the whole. */
unsigned redis_slot_of(const char *key);

struct redis_redirect {
	bool is_ask; /* for this one command, behind ASKING; else for good */
	unsigned slot;
	enum redis_endpoint endpoint; /* what `to` is */
	struct socket_address to;
};

/* Reads an error that `from` answered with. False: it is no redirection. */
bool redis_slot_redirect(const char *error, const struct socket_address *from,
			 struct redis_redirect *redirect);

#endif
