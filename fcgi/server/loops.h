/* All loops that hold connections: that of the thread which accepts and, where
 * the settings want more than one, others with threads of their own (loop.h). A
 * new connection goes to the one that has fewest. For the thread that accepts.
 */
#ifndef SIGNPOST_SERVER_LOOPS_H
#define SIGNPOST_SERVER_LOOPS_H

#include "server/connections.h"
#include "server/loop.h"

struct loops;

/* As many as the settings say; `epoll` is that of the thread at hand. All is
 * borrowed. NULL with the reason in `err`. For loops_stop(), then
 * worker_pool_stop(), then loops_free(). */
struct loops *loops_start(int epoll, struct app *app,
			  struct worker_pool *workers, struct err *err);

/* Lets the other threads end, whatever they hold. Accepts NULL. */
void loops_stop(struct loops *loops);

/* Closes what is left. Accepts NULL. */
void loops_free(struct loops *loops);

/* The connections of the thread at hand. */
struct connections *loops_own(struct loops *loops);

/* A descriptor that is readable while workers may have ended a job of those. */
int loops_returned(const struct loops *loops);

/* One that is readable, until loops_heard(), when another loop may have closed
 * a connection while that is wanted; -1: there is no other loop. */
int loops_closing(const struct loops *loops);
void loops_heard(struct loops *loops);
void loops_want_closing(struct loops *loops, bool is_wanted);

/* As connections_add(). */
void loops_add(struct loops *loops, int fd, bool is_public);

/* The sums of all. */
size_t loops_count(const struct loops *loops);
size_t loops_count_stuck(const struct loops *loops);

/* Whether no loop has room for another connection. */
bool loops_are_full(const struct loops *loops);

/* Whether each of the others has moved since this was asked last. */
bool loops_are_alive(struct loops *loops);

/* Has it done by all, by others soon. */
void loops_order(struct loops *loops, enum loop_order order);

#endif
