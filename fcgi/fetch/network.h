/* Which addresses of the internet are everybody's. */
#ifndef SIGNPOST_FETCH_NETWORK_H
#define SIGNPOST_FETCH_NETWORK_H

#include <stdbool.h>
#include <sys/socket.h>

/* Whether an address is one that anybody could reach: not of this machine, of a
 * network of somebody's own, of a group, or kept for examples. False for what
 * is neither IPv4 nor IPv6. */
bool network_is_public(const struct sockaddr *address);

#endif
