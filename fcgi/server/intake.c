/* Who looks at what lies unread in a connection, and acts. */
#include "server/intake.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "server/fastcgi-record.h"
#include "server/fastcgi-write.h"
#include "server/get-values.h"

#define EXTRAS		 16 /* records between two requests that are of none */
#define MANAGEMENT_BYTES ((size_t)128)

/* The body is empty, so that a fragment leaves nothing on its page. */
#define TOO_BUSY                                                               \
	"Status: 503 Service Unavailable\r\n"                                  \
	"Retry-After: 1\r\n"                                                   \
	"Cache-Control: no-store\r\n"                                          \
	"Content-Type: text/plain\r\n\r\n"

/* Takes `length` bytes that were looked at out of the socket. */
static bool forget(struct usher *usher, const struct connection *connection,
		   size_t length)
{
	return recv(connection->job.fd, usher->bytes, length, MSG_DONTWAIT) ==
	       (ssize_t)length;
}

/* Looks at what lies unread, without taking it. As recv() answers. */
static ssize_t peek(struct usher *usher, const struct connection *connection)
{
	ssize_t length = recv(connection->job.fd, usher->bytes,
			      sizeof(usher->bytes), MSG_PEEK | MSG_DONTWAIT);

	usher->length = length > 0 ? (size_t)length : 0;
	return length;
}

/* Answers the request that was looked at 503, without a worker. It is read
 * first, because closing a socket with unread bytes in it would take the answer
 * back. */
static void turn_away(struct usher *usher, struct connection *connection)
{
	int id = fastcgi_read(usher->bytes).id;

	if (forget(usher, connection, usher->length))
		reply_send(connection->job.fd, id,
			   &(struct reply_piece){ TOO_BUSY, strlen(TOO_BUSY) },
			   1, 0);
	connection_close(usher->set, connection);
}

/* What is done about each verdict. True: it was about a record that has been
 * taken, so what comes behind it is to be looked at. */

static bool wait_for_more(struct usher *usher, struct connection *connection,
			  const struct gate_finding *finding)
{
	(void)finding;
	if (connection->ended)
		connection_close(usher->set, connection);
	else if (connection->state == CONNECTION_IDLE)
		connection_move(usher->set, connection, CONNECTION_STARTED);
	return false;
}

static bool hand_over(struct usher *usher, struct connection *connection,
		      const struct gate_finding *finding)
{
	(void)finding;
	connection->used = true;
	connection->extras = 0;
	connection_move(usher->set, connection, CONNECTION_BUSY);
	connection->job.deadline = connection->deadline;
	if (!worker_give(usher->crew, &connection->job))
		turn_away(usher, connection);
	return false;
}

static bool close_it(struct usher *usher, struct connection *connection,
		     const struct gate_finding *finding)
{
	(void)finding;
	connection_close(usher->set, connection);
	return false;
}

static bool drop(struct usher *usher, struct connection *connection,
		 const struct gate_finding *finding)
{
	if (connection->extras++ < EXTRAS &&
	    forget(usher, connection, finding->length))
		return true;
	return close_it(usher, connection, finding);
}

static bool manage(struct usher *usher, struct connection *connection,
		   const struct gate_finding *finding)
{
	const struct management_limits limits = {
		.connections = usher->most,
		.requests = worker_room(usher->crew),
	};
	struct buf answer = buf_new(MANAGEMENT_BYTES);
	ssize_t sent;

	management_answer(usher->bytes, &limits, &answer);
	sent = send(connection->job.fd, answer.bytes, answer.length,
		    MSG_DONTWAIT | MSG_NOSIGNAL);
	sent -= (ssize_t)answer.length;
	buf_free(&answer);
	return sent == 0 ? drop(usher, connection, finding) :
			   close_it(usher, connection, finding);
}

static bool refuse(struct usher *usher, struct connection *connection,
		   const struct gate_finding *finding)
{
	if (forget(usher, connection, usher->length))
		reply_refuse(connection->job.fd, finding->id,
			     finding->verdict == GATE_ROLE ?
				     FASTCGI_UNKNOWN_ROLE :
				     FASTCGI_CANT_MULTIPLEX);
	return close_it(usher, connection, finding);
}

static bool (*const acts[])(struct usher *usher, struct connection *connection,
			    const struct gate_finding *finding) = {
	[GATE_PART] = wait_for_more, [GATE_WHOLE] = hand_over,
	[GATE_STRAY] = drop,	     [GATE_MANAGEMENT] = manage,
	[GATE_ROLE] = refuse,	     [GATE_SECOND] = refuse,
	[GATE_FAULTY] = close_it,
};

/* Nothing lies unread: what came was of no request, or the lobby closes. */
static void find_nothing(struct usher *usher, struct connection *connection)
{
	if (usher->is_closing && connection->used)
		connection_close(usher->set, connection);
	else if (usher->is_closing && connection->state == CONNECTION_IDLE)
		connection_move(usher->set, connection, CONNECTION_STARTED);
	else if (!usher->is_closing && connection->state == CONNECTION_STARTED)
		connection_move(usher->set, connection, CONNECTION_IDLE);
}

void usher_look(struct usher *usher, struct connection *connection)
{
	struct gate_finding finding;

	do {
		ssize_t length = peek(usher, connection);

		if (length < 0 && errno == EAGAIN) {
			find_nothing(usher, connection);
			return;
		}
		finding = (struct gate_finding){ .verdict = GATE_FAULTY };
		if (length > 0)
			finding = gate_judge(usher->bytes, usher->length);
	} while (acts[finding.verdict](usher, connection, &finding));
}

/* What arrived while a worker had it has woken no one. */
void usher_take_back(struct usher *usher, struct connection *connection)
{
	connection_move(usher->set, connection, CONNECTION_IDLE);
	if (connection->job.kept && !usher->is_over)
		usher_look(usher, connection);
	else if (connection->job.untouched && peek(usher, connection) > 0)
		turn_away(usher, connection);
	else
		connection_close(usher->set, connection);
}
