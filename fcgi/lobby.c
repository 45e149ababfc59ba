/* Where connections are while no worker has them. */
#include "lobby.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "alloc.h"
#include "connection.h"
#include "gate.h"
#include "reply.h"

#define IDLE_MS	   75000 /* longer than nginx keeps a connection */
#define STARTED_MS 5000

/* The body is empty, so that a fragment leaves nothing on its page. */
#define TOO_BUSY                                                               \
	"Status: 503 Service Unavailable\r\n"                                  \
	"Retry-After: 1\r\n"                                                   \
	"Cache-Control: no-store\r\n"                                          \
	"Content-Type: text/plain\r\n\r\n"

struct lobby {
	int epoll;
	struct worker_crew *crew;
	struct connection_set set;
	size_t most;
	bool is_closing;
	unsigned char bytes[GATE_BYTES + 1]; /* what was looked at last */
};

/* Answers 503 without a worker. The request is read first, because closing a
 * socket with unread bytes in it would take the answer back. */
static void turn_away(struct lobby *lobby, struct connection *connection,
		      size_t length)
{
	int fd = connection->job.fd, id = gate_id(lobby->bytes);

	if (recv(fd, lobby->bytes, length, MSG_DONTWAIT) == (ssize_t)length)
		reply_send(fd, id,
			   &(struct reply_piece){ TOO_BUSY, strlen(TOO_BUSY) },
			   1, 0);
	connection_close(&lobby->set, connection);
}

static void hand_over(struct lobby *lobby, struct connection *connection,
		      size_t length)
{
	connection_move(&lobby->set, connection, CONNECTION_BUSY);
	connection->job.deadline = connection->deadline;
	if (!worker_give(lobby->crew, &connection->job))
		turn_away(lobby, connection, length);
}

/* Looks at what lies unread in a connection that no worker has. */
static void look(struct lobby *lobby, struct connection *connection)
{
	ssize_t length = recv(connection->job.fd, lobby->bytes,
			      sizeof(lobby->bytes), MSG_PEEK | MSG_DONTWAIT);
	enum gate_verdict verdict = GATE_FAULTY;

	if (length < 0 && errno == EAGAIN)
		return;
	if (length > 0)
		verdict = gate_judge(lobby->bytes, (size_t)length);
	if (verdict == GATE_WHOLE)
		hand_over(lobby, connection, (size_t)length);
	else if (verdict == GATE_FAULTY || connection->ended)
		connection_close(&lobby->set, connection);
	else if (connection->state == CONNECTION_IDLE)
		connection_move(&lobby->set, connection, CONNECTION_STARTED);
}

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

struct lobby *lobby_new(int epoll, struct worker_crew *crew,
			long long request_ms, size_t most)
{
	struct lobby *lobby = alloc_zero(sizeof(*lobby));

	lobby->epoll = epoll;
	lobby->crew = crew;
	lobby->most = most;
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
		look(lobby, connection);
}

void lobby_take_back(struct lobby *lobby)
{
	struct worker_job *job;

	while ((job = worker_take_back(lobby->crew)) != NULL) {
		struct connection *connection = (struct connection *)job;

		connection_move(&lobby->set, connection, CONNECTION_IDLE);
		/* What arrived meanwhile has woken no one. */
		if (job->kept && !lobby->is_closing)
			look(lobby, connection);
		else
			connection_close(&lobby->set, connection);
	}
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
	lobby->is_closing = true;
	connection_close_all(&lobby->set, CONNECTION_IDLE);
}

void lobby_clear(struct lobby *lobby)
{
	lobby_close(lobby);
	connection_close_all(&lobby->set, CONNECTION_STARTED);
	worker_give_up(lobby->crew);
}

void lobby_let_go(struct lobby *lobby)
{
	while (lobby->set.states[CONNECTION_BUSY].first != NULL)
		shut_down(lobby, lobby->set.states[CONNECTION_BUSY].first);
}

bool lobby_is_full(const struct lobby *lobby)
{
	return lobby->set.count >= lobby->most;
}

bool lobby_is_empty(const struct lobby *lobby)
{
	return lobby->set.count == 0;
}
