/* Where connections are while no worker has them: looked at through the gate
 * whenever something arrives, handed over when a whole request is there, sent
 * away when their patience ends. For one thread. */
#ifndef SIGNPOST_SERVER_CONNECTIONS_H
#define SIGNPOST_SERVER_CONNECTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "server/worker-pool.h"

struct lobby;

/* `crew` is borrowed, and so is `epoll`, which will have an event with the
 * address of a connection in data.u64 for each that needs lobby_hear(). A
 * request has `request_ms` from when it is handed over. There is room for as
 * many connections as leave enough descriptors for everything else; the limit
 * of the process is raised to what suits the workers, where it may be. For
 * lobby_free(). */
struct lobby *lobby_new(int epoll, struct worker_crew *crew,
			long long request_ms);

/* Closes what is left. Only after worker_stop(). Accepts NULL. */
void lobby_free(struct lobby *lobby);

/* Takes a connection in, whose descriptor is the lobby's from now on. */
void lobby_welcome(struct lobby *lobby, int fd);

/* Does what `events` of epoll ask for. May close that connection, and never
 * another one. */
void lobby_hear(struct lobby *lobby, uint64_t connection, uint32_t events);

/* Takes back what the workers have ended. */
void lobby_take_back(struct lobby *lobby);

/* Sends away those whose patience has ended by `now` (as clock_ms()
 * counts). */
void lobby_expire(struct lobby *lobby, long long now);

/* When the next patience ends; LLONG_MAX: never. */
long long lobby_next_deadline(const struct lobby *lobby);

/* From now on no connection is kept once nothing lies unread in it. A new one
 * may still send its first request, until lobby_dismiss(), because a web server
 * asks nobody else when a fresh connection is closed. */
void lobby_close(struct lobby *lobby);

/* Closes those in which no whole request has come. */
void lobby_dismiss(struct lobby *lobby);

/* Closes too what has not been begun by a worker, and serves nothing any
 * more. */
void lobby_clear(struct lobby *lobby);

/* Lets go of what the workers have begun: sockets are shut down, so that a
 * worker that waits for a client does so no longer. */
void lobby_let_go(struct lobby *lobby);

/* How many connections there are, those that workers have included. */
size_t lobby_count(const struct lobby *lobby);

bool lobby_is_full(const struct lobby *lobby);
bool lobby_is_empty(const struct lobby *lobby);

/* Whether every worker has a job that it cannot end although its socket was
 * shut down: nothing will be answered any more. */
bool lobby_is_stuck(const struct lobby *lobby);

#endif
