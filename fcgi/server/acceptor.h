/* The listening socket and accept(): handed over by the service manager, found
 * on descriptor 0, or made here; it rests while there is no room or no
 * descriptor for another connection. For one thread. */
#ifndef SIGNPOST_SERVER_ACCEPTOR_H
#define SIGNPOST_SERVER_ACCEPTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/socket-address.h"
#include "server/loops.h"

struct acceptor {
	int fd; /* listens; non-blocking, closed on exec; -1: closed */
	struct socket_address address;
	bool is_ours;	     /* made here, so its file goes with it */
	struct loops *loops; /* borrowed */
	const struct settings *settings; /* borrowed */
	struct counters *counters;	 /* borrowed */
	int epoll;			 /* borrowed */
	uint64_t event;			 /* the data of its event in `epoll` */
	long long resume_at; /* it rests until then; LLONG_MAX: it does not */
	/* Or until there are fewer connections: one has closed. */
	size_t resume_below;
	long long complain_after; /* about what is missing, in the log */
};

/* Opens, unwatched, the first that there is of: the socket of the service
 * manager, descriptor 0 if it listens, the address in the settings. A socket
 * made here has mode 0660; a file that a dead responder left is replaced, a
 * live one is a fault. 0, or -1 with the reason in `err` and no file left that
 * was made here. Not thread-safe. For acceptor_close(), which may come without.
 * Over TCP only the peers in the settings are served; who else connects is
 * counted, and hung up on. */
int acceptor_open(struct acceptor *acceptor, struct app *app, struct err *err);

/* Whether it listens to other machines, and the settings name none of them. */
bool acceptor_is_alone(const struct acceptor *acceptor);

/* Has `epoll` announce with `event` who connects, for `loops`. 0, or -1
 * with errno. */
int acceptor_watch(struct acceptor *acceptor, int epoll, uint64_t event,
		   struct loops *loops);

/* Accepts some of those who wait. True when there may be more. */
bool acceptor_accept(struct acceptor *acceptor);

/* Ends a rest that is over: by `now` (as clock_ms() counts), or since a
 * connection has closed. Where the system refuses to watch the socket again, it
 * rests once more, as the log says. */
void acceptor_resume(struct acceptor *acceptor, long long now);

/* Accepts all who wait at a socket that was made here, which goes with the
 * acceptor; who waits at one that was handed over is the next responder's. */
void acceptor_drain(struct acceptor *acceptor);

/* Stops listening: the next one to connect is refused, or waits for the next
 * responder when the socket was handed over. May be called again. */
void acceptor_close(struct acceptor *acceptor);

#endif
