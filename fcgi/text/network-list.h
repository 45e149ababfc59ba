/* Addresses and networks of IPv4 and IPv6, as settings list them: `192.0.2.7`,
 * `10.0.0.0/8`, `2001:db8::/32` (RFC 4632, RFC 4291), with commas between. */
#ifndef SIGNPOST_TEXT_NETWORK_LIST_H
#define SIGNPOST_TEXT_NETWORK_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct sockaddr;

struct network {
	unsigned char bytes[16]; /* of IPv4: mapped (RFC 4291, 2.5.5.2) */
	unsigned bits;		 /* of those that count */
};

struct network_list {
	size_t count;
	struct network *items; /* live as long as the arena */
};

/* Reads `text` into `list`. False, with nothing to rely on in `list`, where
 * a part of it is not such an address, or a network has a bit that does not
 * count. */
bool network_list_read(const char *text, struct network_list *list,
		       struct arena *arena);

/* Whether one of them has `address` in it; an address of IPv4 that is written
 * as one of IPv6 is the same. False for what is neither. */
bool network_list_has(const struct network_list *list,
		      const struct sockaddr *address);

#endif
