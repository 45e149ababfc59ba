/* The open connections of the server thread, by what each waits for. Every
 * state has one patience, so the connection that entered a state first is the
 * first to lose it, and nothing needs to be sorted. */
#ifndef SIGNPOST_SERVER_CONNECTION_H
#define SIGNPOST_SERVER_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "server/worker-pool.h"

enum connection_state {
	CONNECTION_IDLE,    /* no byte of a request is there */
	CONNECTION_STARTED, /* a part of a request is there */
	CONNECTION_BUSY,    /* its job is with the workers */
	CONNECTION_LOST,    /* so too, but its socket has been shut down */
	CONNECTION_STATES,
};

struct connection {
	struct worker_job job; /* first: its address is the connection's */
	enum connection_state state;
	bool ended;    /* the client sends no more */
	bool used;     /* a request of it was handed over */
	size_t extras; /* records of no request since its last one */
	long long deadline;
	struct connection *before, *after; /* in its state */
};

struct connection_set {
	struct {
		struct connection *first, *last;
		long long patience_ms; /* 0: for ever */
	} states[CONNECTION_STATES];
	size_t count; /* of all connections */
};

/* An idle connection that owns `fd`. */
struct connection *connection_open(struct connection_set *set, int fd);

/* Closes and frees. Never for one whose job is with the workers. */
void connection_close(struct connection_set *set,
		      struct connection *connection);

/* Puts a connection into `state`, from now on. */
void connection_move(struct connection_set *set, struct connection *connection,
		     enum connection_state state);

/* Closes every connection that is in `state`. */
void connection_close_all(struct connection_set *set,
			  enum connection_state state);

/* A connection in `state` whose patience has ended, or NULL. */
struct connection *connection_overdue(const struct connection_set *set,
				      enum connection_state state,
				      long long now);

/* When the next patience ends, as clock_ms() counts; LLONG_MAX: never. */
long long connection_next_deadline(const struct connection_set *set);

#endif
