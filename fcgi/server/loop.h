/* A thread of its own that holds connections: an epoll, a set of connections,
 * and what the thread that accepts hands to it. All here is for that thread. */
#ifndef SIGNPOST_SERVER_LOOP_H
#define SIGNPOST_SERVER_LOOP_H

#include <stdatomic.h>

#include "server/connections.h"

struct loop;

/* By which loops tell the thread that accepts. */
struct loop_bell {
	int eventfd; /* readable when one may have closed a connection, */
	atomic_bool is_wanted; /* while this is so */
};

/* What a loop is told to do, as bits. */
enum loop_order {
	LOOP_MAKE_ROOM = 1,
	LOOP_DRAIN = 2,
	LOOP_CLOSE_INCOMPLETE = 4,
	LOOP_ABORT = 8,
	LOOP_ANSWER = 16, /* only that it is alive: it takes its orders */
	LOOP_END = 32,
};

/* Does what functions of that name do with connections. In the thread that has
 * them. */
void loop_obey(struct connections *set, unsigned orders);

/* `at` needs neither epoll nor return. All is borrowed. NULL with errno. For
 * loop_order() with LOOP_END, then loop_join(), then, when there are no workers
 * any more, loop_free(). */
struct loop *loop_start(const struct connections_place *at,
			long long request_ms, struct loop_bell *bell);
void loop_join(struct loop *loop);
void loop_free(struct loop *loop);

/* As connections_add(), soon. */
void loop_add(struct loop *loop, int fd, bool is_public);

/* Has it done soon, after what was added or ordered before. */
void loop_order(struct loop *loop, unsigned orders);

/* Whether it has taken all orders that were given before this was asked last.
 */
bool loop_is_alive(struct loop *loop);

/* With those that are on their way to it. */
size_t loop_count(const struct loop *loop);
bool loop_is_full(const struct loop *loop);

size_t loop_count_stuck(const struct loop *loop);

#endif
