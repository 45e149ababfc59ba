/* Where a stream socket is: `unix:PATH` or `HOST:PORT` with a numeric host, an
 * IPv6 one in brackets. Never asks a resolver, which no deadline would
 * cover. */
#ifndef SIGNPOST_BASE_SOCKET_ADDRESS_H
#define SIGNPOST_BASE_SOCKET_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "base/buf.h"

struct socket_address {
	struct sockaddr_storage socket;
	socklen_t length;
};

/* Reads `text` into `address`. False when it is not an address, when its path
 * is too long for a socket, or when its port is not 1 to 65535. */
bool socket_address_read(struct socket_address *address, const char *text);

/* The path of a Unix socket, NULL for any other. Borrowed from `address`. */
const char *socket_address_path(const struct socket_address *address);

/* Whether both are one address. */
bool socket_address_is_same(const struct socket_address *one,
			    const struct socket_address *other);

/* Appends the address in the spelling that socket_address_read() takes. */
void socket_address_write(const struct socket_address *address,
			  struct buf *out);

/* A connected socket, non-blocking and closed on exec, for close(). -1 with
 * errno when there is none before `deadline` (as clock_ms() counts). */
int socket_address_connect(const struct socket_address *address,
			   long long deadline);

/* Waits until `fd` is ready for `events` (those of poll()) or has failed. False
 * with errno ETIMEDOUT when `deadline` comes first; one that has passed still
 * takes what is ready. */
bool socket_address_wait(int fd, short events, long long deadline);

#endif
