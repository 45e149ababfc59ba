/* Where connections are while no worker has them: what arrives is framed, a
 * whole request goes to the workers, the rest of an answer to a client that
 * takes it slowly, and who is overdue is closed. A set is for one thread, but
 * for what says otherwise. */
#ifndef SIGNPOST_SERVER_CONNECTIONS_H
#define SIGNPOST_SERVER_CONNECTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "server/worker-pool.h"

struct connections;

/* Where a set has its place. All of it is borrowed. */
struct connections_place {
	struct app *app;
	/* Has an event with the address of a connection in data.u64 for each
	 * that needs connections_handle(). */
	int epoll;
	struct worker_pool *workers;
	struct worker_return *back;
	size_t sets; /* so many share what there is room for */
};

/* A request has `request_ms` from when it is handed over, and so has each
 * further piece of its answer; a client may take nothing for a minute. What
 * clients have not taken is held for all sets together up to 64 MiB; beyond a
 * set's part of that, who has taken nothing for longest is closed. There is
 * room for as many connections as leave enough descriptors for everything else;
 * the limit of the process is raised to what suits the workers, where it may
 * be. For connections_free(). */
struct connections *connections_new(const struct connections_place *at,
				    long long request_ms);

/* Closes what is left. Only after worker_pool_stop(). Accepts NULL. */
void connections_free(struct connections *set);

/* Adds a connection, whose descriptor is the set's from now on; `is_public`:
 * no request of it is from inside. */
void connections_add(struct connections *set, int fd, bool is_public);

/* Does what `events` of epoll ask for, which came with the address of a
 * connection. May close that connection, and never another one. A client that
 * leaves while its request is queued is dropped where the system tells of it:
 * over TCP who closed looks like who only ended his own side, until something
 * is sent to him, and so he is answered all the same. */
void connections_handle(uint64_t connection, uint32_t events);

/* Takes back what the workers have ended. */
void connections_take_back(struct connections *set);

/* Closes those that are overdue by `now` (as clock_ms() counts). */
void connections_expire(struct connections *set, long long now);

/* When the next one is overdue; LLONG_MAX: never. */
long long connections_next_deadline(const struct connections *set);

/* From now on no connection is kept once nothing lies unread in it. A new one
 * may still send its first request, until connections_close_incomplete(),
 * because a web server asks nobody else when a fresh connection is closed. */
void connections_drain(struct connections *set);

/* Closes those in which no whole request has come. */
void connections_close_incomplete(struct connections *set);

/* Closes too what has not been begun by a worker, and serves nothing any
 * more. What the workers have begun is shut down, so that a worker that waits
 * for a client does so no longer. */
void connections_abort(struct connections *set);

/* How many connections there are, those that workers have included. From any
 * thread, as the two that follow. */
size_t connections_count(const struct connections *set);

/* With so many more, which are on their way to it. */
bool connections_is_full(const struct connections *set, size_t more);

/* How many have a job that its worker does not end although its socket was shut
 * down. */
size_t connections_count_stuck(const struct connections *set);

/* Closes the one whose client has taken nothing of its answer for longest,
 * where that was a while ago. */
void connections_make_room(struct connections *set);

#endif
