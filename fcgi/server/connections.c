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

struct lobby {
	int epoll;
	struct connection_set set;
	struct usher usher;
};

static void shut_down(struct lobby *lobby, struct connection *connection)
{
	shutdown(connection->job.fd, SHUT_RDWR);
	connection_move(&lobby->set, connection, CONNECTION_LOST);
}

static void close_overdue(struct lobby *lobby, enum connection_state state,
			  long long now)
{
	struct connection *connection;

	while ((connection = connection_overdue(&lobby->set, state, now)))
		connection_close(&lobby->set, connection);
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

struct lobby *lobby_new(int epoll, struct worker_crew *crew,
			long long request_ms)
{
	struct lobby *lobby = alloc_zero(sizeof(*lobby));

	lobby->epoll = epoll;
	lobby->usher.set = &lobby->set;
	lobby->usher.crew = crew;
	lobby->usher.most = count_room(crew);
	lobby->set.states[CONNECTION_IDLE].patience_ms = IDLE_MS;
	lobby->set.states[CONNECTION_STARTED].patience_ms = STARTED_MS;
	lobby->set.states[CONNECTION_BUSY].patience_ms = request_ms;
	return lobby;
}

void lobby_free(struct lobby *lobby)
{
	if (lobby == NULL)
		return;
	for (size_t i = 0; i < CONNECTION_STATES; i++)
		connection_close_all(&lobby->set, (enum connection_state)i);
	free(lobby);
}

/* Edge-triggered: half a request may lie unread without waking anyone. */
void lobby_welcome(struct lobby *lobby, int fd)
{
	struct connection *connection = connection_open(&lobby->set, fd);
	struct epoll_event event = {
		.events = EPOLLIN | EPOLLRDHUP | EPOLLET,
		.data.u64 = (uintptr_t)connection,
	};

	if (epoll_ctl(lobby->epoll, EPOLL_CTL_ADD, fd, &event) != 0)
		connection_close(&lobby->set, connection);
}

void lobby_hear(struct lobby *lobby, uint64_t whose, uint32_t events)
{
	struct connection *connection = (struct connection *)(uintptr_t)whose;

	if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
		connection->ended = true;
	if (connection->state == CONNECTION_IDLE ||
	    connection->state == CONNECTION_STARTED)
		usher_look(&lobby->usher, connection);
}

void lobby_take_back(struct lobby *lobby)
{
	struct worker_job *job;

	while ((job = worker_take_back(lobby->usher.crew)) != NULL)
		usher_take_back(&lobby->usher, (struct connection *)job);
}

void lobby_expire(struct lobby *lobby, long long now)
{
	struct connection *connection;

	close_overdue(lobby, CONNECTION_IDLE, now);
	close_overdue(lobby, CONNECTION_STARTED, now);
	while ((connection =
			connection_overdue(&lobby->set, CONNECTION_BUSY, now)))
		shut_down(lobby, connection);
}

long long lobby_next_deadline(const struct lobby *lobby)
{
	return connection_next_deadline(&lobby->set);
}

void lobby_close(struct lobby *lobby)
{
	lobby->usher.is_closing = true;
	while (lobby->set.states[CONNECTION_IDLE].first != NULL)
		usher_look(&lobby->usher,
			   lobby->set.states[CONNECTION_IDLE].first);
}

void lobby_dismiss(struct lobby *lobby)
{
	connection_close_all(&lobby->set, CONNECTION_STARTED);
}

void lobby_clear(struct lobby *lobby)
{
	lobby_dismiss(lobby);
	lobby->usher.is_over = true;
	worker_give_up(lobby->usher.crew);
}

void lobby_let_go(struct lobby *lobby)
{
	while (lobby->set.states[CONNECTION_BUSY].first != NULL)
		shut_down(lobby, lobby->set.states[CONNECTION_BUSY].first);
}

size_t lobby_count(const struct lobby *lobby)
{
	return lobby->set.count;
}

bool lobby_is_full(const struct lobby *lobby)
{
	return lobby->set.count >= lobby->usher.most;
}

bool lobby_is_empty(const struct lobby *lobby)
{
	return lobby->set.count == 0;
}

bool lobby_is_stuck(const struct lobby *lobby)
{
	size_t lost = 0;

	for (const struct connection *each =
		     lobby->set.states[CONNECTION_LOST].first;
	     each != NULL; each = each->after)
		lost++;
	return lost >= worker_count(lobby->usher.crew);
}
