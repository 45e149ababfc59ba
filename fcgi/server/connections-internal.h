/* What connections.c, intake.c and sending.c share: one connection, and the set
 * of all by what each waits for. Every state has one timeout, so the connection
 * that entered a state first is the first to be overdue, and nothing needs to
 * be sorted. */
#ifndef SIGNPOST_SERVER_CONNECTIONS_INTERNAL_H
#define SIGNPOST_SERVER_CONNECTIONS_INTERNAL_H

#include <stdatomic.h>
#include <sys/queue.h>

#include "server/connections.h"
#include "server/request-framing.h"

enum connection_state {
	CONNECTION_IDLE,      /* no byte of a request is there */
	CONNECTION_STARTED,   /* a part of a request is there */
	CONNECTION_BUSY,      /* its job is with the workers */
	CONNECTION_SHUT_DOWN, /* so too, but its socket has been shut down */
	CONNECTION_SENDING,   /* its client is to take more of the answer */
	CONNECTION_STATES,
};

struct connection {
	struct worker_job job;	 /* first: its address is the connection's */
	struct connections *set; /* borrowed */
	enum connection_state state;
	bool ended;    /* the client sends no more */
	bool used;     /* a request of it was handed over */
	size_t extras; /* records of no request since its last one */
	/* Of a waiting send: whether epoll tells when more is taken, the bytes
	 * that are held for it, and those in the socket at the last look. */
	bool is_watched;
	size_t held;
	int unsent;
	long long deadline;
	TAILQ_ENTRY(connection) place; /* in its state */
};

struct connections {
	struct connections_place at;
	struct {
		TAILQ_HEAD(, connection) queue;
		long long timeout_ms; /* 0: none */
	} states[CONNECTION_STATES];
	size_t most;		 /* of the connections */
	atomic_size_t count;	 /* of these, and */
	atomic_size_t shut_down; /* of those in that state: others look at it */
	size_t held;		 /* bytes, by the waiting sends */
	bool is_draining;	 /* keeps none in which nothing lies unread */
	bool is_over;		 /* nor any other one */
	/* What intake.c looked at last, and what it found there. */
	size_t length;
	unsigned char bytes[FRAMING_BYTES + 1];
	unsigned char parameters[FRAMING_BYTES]; /* of a whole request */
	struct request_framing found;
};

/* Puts a connection into `state`, from now on. */
void connections_move(struct connection *connection,
		      enum connection_state state);

/* Closes and frees. Never for one whose job is with the workers. What its
 * answer is made from is left to them first. */
void connections_close(struct connection *connection);

/* Has epoll announce that the client took something, or no longer. */
void connections_watch_taking(struct connection *connection, bool is_wanted);

/* The answer of one whose job the workers have ended is not all sent. May close
 * the connection, and never another one, as all that follow. */
void sending_wait(struct connection *connection);

/* The client may have taken something. */
void sending_go_on(struct connection *connection);

/* Closes those whose clients have taken nothing since they are overdue, by
 * `now`, and the ones that wait longest while too much is held for all. */
void sending_expire(struct connections *set, long long now);

/* Looks at what lies unread in a connection that no worker has, and acts:
 * hands a whole request over, answers what is of no request, refuses what is
 * not served here, closes what is faulty. May close the connection, and never
 * another one. */
void intake_look(struct connection *connection);

/* Does the same for one whose job the workers have ended. */
void intake_return(struct connection *connection);

#endif
