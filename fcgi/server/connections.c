/* The set of connections; what arrives in one is intake.c's. */
#include "server/connections.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "server/connections-internal.h"

#define IDLE_MS		  75000 /* longer than nginx keeps a connection */
#define STARTED_MS	  5000
#define OTHER_DESCRIPTORS 32

static void enter(struct connections *connections,
		  struct connection *connection, enum connection_state state)
{
	long long timeout_ms = connections->states[state].timeout_ms;

	connection->state = state;
	connection->deadline =
		timeout_ms > 0 ? clock_ms() + timeout_ms : LLONG_MAX;
	connection->after = NULL;
	connection->before = connections->states[state].last;
	if (connection->before != NULL)
		connection->before->after = connection;
	else
		connections->states[state].first = connection;
	connections->states[state].last = connection;
}

static void leave(struct connections *connections,
		  struct connection *connection)
{
	if (connection->before != NULL)
		connection->before->after = connection->after;
	else
		connections->states[connection->state].first =
			connection->after;
	if (connection->after != NULL)
		connection->after->before = connection->before;
	else
		connections->states[connection->state].last =
			connection->before;
}

void connections_move(struct connections *connections,
		      struct connection *connection,
		      enum connection_state state)
{
	leave(connections, connection);
	enter(connections, connection, state);
}

void connections_close(struct connections *connections,
		       struct connection *connection)
{
	leave(connections, connection);
	connections->count--;
	close(connection->job.fd);
	free(connection);
}

/* Closes every connection in `state` that is overdue by `now`. */
static void close_overdue(struct connections *connections,
			  enum connection_state state, long long now)
{
	struct connection *first;

	while ((first = connections->states[state].first) != NULL &&
	       first->deadline <= now)
		connections_close(connections, first);
}

/* A worker that reads from one or writes to it returns at once. */
static void shut_down_overdue(struct connections *connections, long long now)
{
	struct connection *first;

	while ((first = connections->states[CONNECTION_BUSY].first) != NULL &&
	       first->deadline <= now) {
		shutdown(first->job.fd, SHUT_RDWR);
		connections_move(connections, first, CONNECTION_SHUT_DOWN);
	}
}

/* How many connections leave enough descriptors for everything else: a worker
 * needs one for its request and one for Redis. Nothing here uses select(), for
 * which most systems keep the limit low at first. */
static size_t count_room(const struct worker_pool *workers)
{
	size_t others = OTHER_DESCRIPTORS + 2 * worker_pool_count(workers);
	size_t wanted = others + 2 * worker_pool_capacity(workers);
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return 1;
	if (limit.rlim_cur < wanted) {
		limit.rlim_cur =
			limit.rlim_max < wanted ? limit.rlim_max : wanted;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	return limit.rlim_cur > others ? (size_t)limit.rlim_cur - others : 1;
}

struct connections *connections_new(int epoll, struct worker_pool *workers,
				    long long request_ms)
{
	struct connections *connections = alloc_zero(sizeof(*connections));

	connections->epoll = epoll;
	connections->workers = workers;
	connections->most = count_room(workers);
	connections->states[CONNECTION_IDLE].timeout_ms = IDLE_MS;
	connections->states[CONNECTION_STARTED].timeout_ms = STARTED_MS;
	connections->states[CONNECTION_BUSY].timeout_ms = request_ms;
	return connections;
}

void connections_free(struct connections *connections)
{
	if (connections == NULL)
		return;
	for (size_t i = 0; i < CONNECTION_STATES; i++)
		close_overdue(connections, (enum connection_state)i, LLONG_MAX);
	free(connections);
}

/* Edge-triggered: half a request may lie unread without waking anyone. */
void connections_add(struct connections *connections, int fd)
{
	struct connection *connection = alloc_zero(sizeof(*connection));
	struct epoll_event event = {
		.events = EPOLLIN | EPOLLRDHUP | EPOLLET,
		.data.u64 = (uintptr_t)connection,
	};

	connection->job.fd = fd;
	connections->count++;
	enter(connections, connection, CONNECTION_IDLE);
	if (epoll_ctl(connections->epoll, EPOLL_CTL_ADD, fd, &event) != 0)
		connections_close(connections, connection);
}

void connections_handle(struct connections *connections, uint64_t whose,
			uint32_t events)
{
	struct connection *connection = (struct connection *)(uintptr_t)whose;

	if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
		connection->ended = true;
	if (connection->state == CONNECTION_IDLE ||
	    connection->state == CONNECTION_STARTED)
		intake_look(connections, connection);
}

void connections_take_back(struct connections *connections)
{
	struct worker_job *job;

	while ((job = worker_pool_take_back(connections->workers)) != NULL)
		intake_return(connections, (struct connection *)job);
}

void connections_expire(struct connections *connections, long long now)
{
	close_overdue(connections, CONNECTION_IDLE, now);
	close_overdue(connections, CONNECTION_STARTED, now);
	shut_down_overdue(connections, now);
}

long long connections_next_deadline(const struct connections *connections)
{
	long long next = LLONG_MAX;

	for (size_t i = 0; i < CONNECTION_STATES; i++) {
		const struct connection *first = connections->states[i].first;

		if (first != NULL && first->deadline < next)
			next = first->deadline;
	}
	return next;
}

void connections_drain(struct connections *connections)
{
	struct connection *first;

	connections->is_draining = true;
	while ((first = connections->states[CONNECTION_IDLE].first) != NULL)
		intake_look(connections, first);
}

void connections_close_incomplete(struct connections *connections)
{
	close_overdue(connections, CONNECTION_STARTED, LLONG_MAX);
}

void connections_abort(struct connections *connections)
{
	connections_close_incomplete(connections);
	connections->is_over = true;
	worker_pool_cancel(connections->workers);
	shut_down_overdue(connections, LLONG_MAX);
}

size_t connections_count(const struct connections *connections)
{
	return connections->count;
}

bool connections_is_full(const struct connections *connections)
{
	return connections->count >= connections->most;
}

bool connections_is_stuck(const struct connections *connections)
{
	size_t stuck = 0;

	for (const struct connection *each =
		     connections->states[CONNECTION_SHUT_DOWN].first;
	     each != NULL; each = each->after)
		stuck++;
	return stuck >= worker_pool_count(connections->workers);
}
