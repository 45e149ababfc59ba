/* How connections come in: from the listening socket into the lobby, with rests
 * while there is no room or no descriptor for another one. For one thread. */
#ifndef SIGNPOST_SERVER_ACCEPTOR_H
#define SIGNPOST_SERVER_ACCEPTOR_H

#include <stdint.h>

#include "base/err.h"
#include "server/connections.h"
#include "server/listener.h"

struct door {
	struct listener listener;
	struct lobby *lobby; /* borrowed */
	int epoll;	     /* borrowed */
	uint64_t event;	     /* the data of its event in `epoll` */
	long long resume_at; /* it rests until then; LLONG_MAX: it does not */
	long long complain_after; /* about what is missing, in the log */
};

/* Opens the listening socket of listener_open() at `address`, unwatched. 0, or
 * -1 with the reason in `err`. For door_close(), which may come without. */
int door_open(struct door *door, const char *address, struct err *err);

/* Has `epoll` announce those who wait, with `event`, and lets them into
 * `lobby`. 0, or -1 with errno. */
int door_watch(struct door *door, int epoll, uint64_t event,
	       struct lobby *lobby);

/* Lets some in. */
void door_welcome(struct door *door);

/* Ends a rest that is over by `now` (as clock_ms() counts). */
void door_resume(struct door *door, long long now);

/* Lets in who has come to a socket that was made here, which goes with the
 * door; who has come to one that was handed over is the next responder's. */
void door_clear(struct door *door);

/* Closes it. May be called again. */
void door_close(struct door *door);

#endif
