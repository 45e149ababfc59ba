/* Where Redis is, as redis.address says it: one address; several, of which the
 * first that is a master serves; sentinels, which know the master of a name;
 * or nodes of a cluster. Hosts are numeric, for no deadline would cover a
 * resolver. Never speaks to any of them. */
#ifndef SIGNPOST_CACHE_REDIS_ADDRESS_H
#define SIGNPOST_CACHE_REDIS_ADDRESS_H

#include <stddef.h>

#include "base/socket-address.h"

#define REDIS_ADDRESSES	 16
#define REDIS_NAME_BYTES 64

enum redis_kind {
	REDIS_ONE,
	REDIS_LIST,
	REDIS_SENTINEL,
	REDIS_CLUSTER,
	REDIS_OFF, /* what is no address, too */
};

struct redis_address {
	enum redis_kind kind;
	char name[REDIS_NAME_BYTES]; /* by which sentinels know the master */
	size_t count;
	struct socket_address at[REDIS_ADDRESSES];
};

/* Reads `text` into `address`: `off`, `A`, `A, B`, `sentinel:NAME@A,B` or
 * `cluster:A,B`. What is wrong with it, as words, or NULL. */
const char *redis_address_read(struct redis_address *address, const char *text);

/* What a node says of where another one is. */
enum redis_endpoint {
	ENDPOINT_TAKEN,
	ENDPOINT_NAMED, /* by a name, which is asked of nobody */
	ENDPOINT_FAULTY,
};

/* Reads a host without brackets and a port into `to`. No host, NULL or "": it
 * is that of `from`, the node that says so. */
enum redis_endpoint redis_address_endpoint(const char *host, long long port,
					   const struct socket_address *from,
					   struct socket_address *to);

#endif
