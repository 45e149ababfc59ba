/* What redis-nodes.c keeps, for redis-nodes-state.c, which tells of it. */
#ifndef SIGNPOST_CACHE_REDIS_NODES_INTERNAL_H
#define SIGNPOST_CACHE_REDIS_NODES_INTERNAL_H

#include <pthread.h>

#include "cache/redis-nodes.h"

#define REDIS_NODES_NONE REDIS_NODES

struct redis_nodes_entry {
	struct socket_address address;
	struct breaker *breaker;
	bool is_read_only;
	unsigned slots; /* that it has */
};

struct redis_nodes {
	struct redis_address address;
	long wait_ms;
	const struct network_list *allowed; /* borrowed, or NULL */
	struct bell *bell;
	pthread_mutex_t lock; /* over what follows */
	struct redis_nodes_entry entries[REDIS_NODES];
	unsigned count;
	unsigned reused; /* the row that went to another node last */
	/* The node that has what the map does not say, or REDIS_NODES_NONE. */
	unsigned serving;
	unsigned char map[REDIS_SLOTS]; /* an index, or REDIS_NODES_NONE */
	uint64_t in_use;
	struct redis_login *login;
	unsigned from;	     /* who knows more, or REDIS_NODES_NONE */
	const char *trouble; /* or NULL */
	bool was_told_named, was_told_refused, was_told_pieces;
};

const char *redis_nodes_write_name(const struct socket_address *address,
				   char name[REDIS_NODE_BYTES]);

#endif
