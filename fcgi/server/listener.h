/* The listening socket: handed over by the service manager, found on
 * descriptor 0, or made here. */
#ifndef SIGNPOST_SERVER_LISTENER_H
#define SIGNPOST_SERVER_LISTENER_H

#include <stdbool.h>

#include "base/err.h"
#include "base/socket-address.h"

struct listener {
	int fd; /* non-blocking, closed on exec; -1: closed */
	struct socket_address address;
	bool is_ours; /* made here, so its file goes with it */
};

/* Opens the first that there is of: the socket of the service manager,
 * descriptor 0 if it listens, `address`. A socket made here has mode 0660; a
 * file that a dead responder left is replaced, a live one is a fault. 0, or -1
 * with the reason in `err`. Not thread-safe. For listener_close(). */
int listener_open(struct listener *listener, const char *address,
		  struct err *err);

/* A connection, blocking and closed on exec, for close(). -1 with errno:
 * EAGAIN when no one waits, anything else when it is better to try again
 * later. */
int listener_accept(const struct listener *listener);

/* Takes away the file of a socket made here, so that no one finds it any more;
 * those who have may still be accepted. May be called again. */
void listener_hide(struct listener *listener);

/* Stops listening: the next one to connect is refused, or waits for the next
 * responder when the socket was handed over. May be called again. */
void listener_close(struct listener *listener);

#endif
