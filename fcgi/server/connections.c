/* Where connections are while no worker has them. */
#include "server/connections.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "server/connection.h"
#include "server/intake.h"

#define IDLE_MS		  75000 /* longer than nginx keeps a connection */
#define STARTED_MS	  5000
#define OTHER_DESCRIPTORS 32

struct connections {
	int epoll;
	struct connection_set set;
	struct intake intake;
};

static void shut_down(struct connections *connections,
		      struct connection *connection)
{
	shutdown(connection->job.fd, SHUT_RDWR);
	connection_move(&connections->set, connection, CONNECTION_LOST);
}

static void close_overdue(struct connections *connections,
			  enum connection_state state, long long now)
{
	struct connection *connection;

	while ((connection = connection_overdue(&connections->set, state, now)))
		connection_close(&connections->set, connection);
}

/* How many connections leave enough descriptors for everything else: a worker
 * needs one for its request and one for Redis. Nothing here uses select(), for
 * which most systems keep the limit low at first. */
static size_t count_room(const struct worker_crew *crew)
{
	size_t others = OTHER_DESCRIPTORS + 2 * worker_count(crew);
	size_t wanted = others + 2 * worker_room(crew);
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

struct connections *connections_new(int epoll, struct worker_crew *crew,
				    long long request_ms)
{
	struct connections *connections = alloc_zero(sizeof(*connections));

	connections->epoll = epoll;
	connections->intake.set = &connections->set;
	connections->intake.crew = crew;
	connections->intake.most = count_room(crew);
	connections->set.states[CONNECTION_IDLE].patience_ms = IDLE_MS;
	connections->set.states[CONNECTION_STARTED].patience_ms = STARTED_MS;
	connections->set.states[CONNECTION_BUSY].patience_ms = request_ms;
	return connections;
}

void connections_free(struct connections *connections)
{
	if (connections == NULL)
		return;
	for (size_t i = 0; i < CONNECTION_STATES; i++)
		connection_close_all(&connections->set,
				     (enum connection_state)i);
	free(connections);
}

/* Edge-triggered: half a request may lie unread without waking anyone. */
void connections_welcome(struct connections *connections, int fd)
{
	struct connection *connection = connection_open(&connections->set, fd);
	struct epoll_event event = {
		.events = EPOLLIN | EPOLLRDHUP | EPOLLET,
		.data.u64 = (uintptr_t)connection,
	};

	if (epoll_ctl(connections->epoll, EPOLL_CTL_ADD, fd, &event) != 0)
		connection_close(&connections->set, connection);
}

void connections_hear(struct connections *connections, uint64_t whose,
		      uint32_t events)
{
	struct connection *connection = (struct connection *)(uintptr_t)whose;

	if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
		connection->ended = true;
	if (connection->state == CONNECTION_IDLE ||
	    connection->state == CONNECTION_STARTED)
		intake_look(&connections->intake, connection);
}

void connections_take_back(struct connections *connections)
{
	struct worker_job *job;

	while ((job = worker_take_back(connections->intake.crew)) != NULL)
		intake_take_back(&connections->intake,
				 (struct connection *)job);
}

void connections_expire(struct connections *connections, long long now)
{
	struct connection *connection;

	close_overdue(connections, CONNECTION_IDLE, now);
	close_overdue(connections, CONNECTION_STARTED, now);
	while ((connection = connection_overdue(&connections->set,
						CONNECTION_BUSY, now)))
		shut_down(connections, connection);
}

long long connections_next_deadline(const struct connections *connections)
{
	return connection_next_deadline(&connections->set);
}

void connections_close(struct connections *connections)
{
	connections->intake.is_closing = true;
	while (connections->set.states[CONNECTION_IDLE].first != NULL)
		intake_look(&connections->intake,
			    connections->set.states[CONNECTION_IDLE].first);
}

void connections_dismiss(struct connections *connections)
{
	connection_close_all(&connections->set, CONNECTION_STARTED);
}

void connections_clear(struct connections *connections)
{
	connections_dismiss(connections);
	connections->intake.is_over = true;
	worker_give_up(connections->intake.crew);
}

void connections_let_go(struct connections *connections)
{
	while (connections->set.states[CONNECTION_BUSY].first != NULL)
		shut_down(connections,
			  connections->set.states[CONNECTION_BUSY].first);
}

size_t connections_count(const struct connections *connections)
{
	return connections->set.count;
}

bool connections_is_full(const struct connections *connections)
{
	return connections->set.count >= connections->intake.most;
}

bool connections_is_empty(const struct connections *connections)
{
	return connections->set.count == 0;
}

bool connections_is_stuck(const struct connections *connections)
{
	size_t lost = 0;

	for (const struct connection *each =
		     connections->set.states[CONNECTION_LOST].first;
	     each != NULL; each = each->after)
		lost++;
	return lost >= worker_count(connections->intake.crew);
}
