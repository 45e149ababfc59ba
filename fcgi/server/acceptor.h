/* How connections come in: from the listening socket into the connections, with
 * rests while there is no room or no descriptor for another one. For one
 * thread. */
#ifndef SIGNPOST_SERVER_ACCEPTOR_H
#define SIGNPOST_SERVER_ACCEPTOR_H

#include <stdint.h>

#include "base/err.h"
#include "server/connections.h"
#include "server/listener.h"

struct acceptor {
	struct listener listener;
	struct connections *connections; /* borrowed */
	int epoll;			 /* borrowed */
	uint64_t event;			 /* the data of its event in `epoll` */
	long long resume_at; /* it rests until then; LLONG_MAX: it does not */
	long long complain_after; /* about what is missing, in the log */
};

/* Opens the listening socket of listener_open() at `address`, unwatched. 0, or
 * -1 with the reason in `err`. For acceptor_close(), which may come without. */
int acceptor_open(struct acceptor *acceptor, const char *address,
		  struct err *err);

/* Has `epoll` announce those who wait, with `event`, and lets them into
 * `connections`. 0, or -1 with errno. */
int acceptor_watch(struct acceptor *acceptor, int epoll, uint64_t event,
		   struct connections *connections);

/* Lets some in. */
void acceptor_welcome(struct acceptor *acceptor);

/* Ends a rest that is over by `now` (as clock_ms() counts). */
void acceptor_resume(struct acceptor *acceptor, long long now);

/* Lets in who has come to a socket that was made here, which goes with the
 * acceptor; who has come to one that was handed over is the next responder's.
 */
void acceptor_clear(struct acceptor *acceptor);

/* Closes it. May be called again. */
void acceptor_close(struct acceptor *acceptor);

#endif
