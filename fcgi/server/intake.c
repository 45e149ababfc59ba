/* Who looks at what lies unread in a connection, and acts. */
#include "server/intake.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "server/fastcgi-record.h"
#include "server/fastcgi-reply.h"
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
static bool forget(struct intake *intake, const struct connection *connection,
		   size_t length)
{
	return recv(connection->job.fd, intake->bytes, length, MSG_DONTWAIT) ==
	       (ssize_t)length;
}

/* Looks at what lies unread, without taking it. As recv() answers. */
static ssize_t peek(struct intake *intake, const struct connection *connection)
{
	ssize_t length = recv(connection->job.fd, intake->bytes,
			      sizeof(intake->bytes), MSG_PEEK | MSG_DONTWAIT);

	intake->length = length > 0 ? (size_t)length : 0;
	return length;
}

/* Answers the request that was looked at 503, without a worker. It is read
 * first, because closing a socket with unread bytes in it would take the answer
 * back. */
static void turn_away(struct intake *intake, struct connection *connection)
{
	int id = fastcgi_read(intake->bytes).id;

	if (forget(intake, connection, intake->length))
		reply_send(connection->job.fd, id,
			   &(struct reply_piece){ TOO_BUSY, strlen(TOO_BUSY) },
			   1, 0);
	connection_close(intake->set, connection);
}

/* What is done about each verdict. True: it was about a record that has been
 * taken, so what comes behind it is to be looked at. */

static bool wait_for_more(struct intake *intake, struct connection *connection,
			  const struct framing_finding *finding)
{
	(void)finding;
	if (connection->ended)
		connection_close(intake->set, connection);
	else if (connection->state == CONNECTION_IDLE)
		connection_move(intake->set, connection, CONNECTION_STARTED);
	return false;
}

static bool hand_over(struct intake *intake, struct connection *connection,
		      const struct framing_finding *finding)
{
	(void)finding;
	connection->used = true;
	connection->extras = 0;
	connection_move(intake->set, connection, CONNECTION_BUSY);
	connection->job.deadline = connection->deadline;
	if (!worker_give(intake->crew, &connection->job))
		turn_away(intake, connection);
	return false;
}

static bool close_it(struct intake *intake, struct connection *connection,
		     const struct framing_finding *finding)
{
	(void)finding;
	connection_close(intake->set, connection);
	return false;
}

static bool drop(struct intake *intake, struct connection *connection,
		 const struct framing_finding *finding)
{
	if (connection->extras++ < EXTRAS &&
	    forget(intake, connection, finding->length))
		return true;
	return close_it(intake, connection, finding);
}

static bool manage(struct intake *intake, struct connection *connection,
		   const struct framing_finding *finding)
{
	const struct get_values_limits limits = {
		.connections = intake->most,
		.requests = worker_room(intake->crew),
	};
	struct buf answer = buf_new(MANAGEMENT_BYTES);
	ssize_t sent;

	get_values_answer(intake->bytes, &limits, &answer);
	sent = send(connection->job.fd, answer.bytes, answer.length,
		    MSG_DONTWAIT | MSG_NOSIGNAL);
	sent -= (ssize_t)answer.length;
	buf_free(&answer);
	return sent == 0 ? drop(intake, connection, finding) :
			   close_it(intake, connection, finding);
}

static bool refuse(struct intake *intake, struct connection *connection,
		   const struct framing_finding *finding)
{
	if (forget(intake, connection, intake->length))
		reply_refuse(connection->job.fd, finding->id,
			     finding->verdict == FRAMING_ROLE ?
				     FASTCGI_UNKNOWN_ROLE :
				     FASTCGI_CANT_MULTIPLEX);
	return close_it(intake, connection, finding);
}

static bool (*const acts[])(struct intake *intake,
			    struct connection *connection,
			    const struct framing_finding *finding) = {
	[FRAMING_PART] = wait_for_more, [FRAMING_WHOLE] = hand_over,
	[FRAMING_STRAY] = drop,		[FRAMING_MANAGEMENT] = manage,
	[FRAMING_ROLE] = refuse,	[FRAMING_SECOND] = refuse,
	[FRAMING_FAULTY] = close_it,
};

/* Nothing lies unread: what came was of no request, or the set closes. */
static void find_nothing(struct intake *intake, struct connection *connection)
{
	if (intake->is_closing && connection->used)
		connection_close(intake->set, connection);
	else if (intake->is_closing && connection->state == CONNECTION_IDLE)
		connection_move(intake->set, connection, CONNECTION_STARTED);
	else if (!intake->is_closing && connection->state == CONNECTION_STARTED)
		connection_move(intake->set, connection, CONNECTION_IDLE);
}

void intake_look(struct intake *intake, struct connection *connection)
{
	struct framing_finding finding;

	do {
		ssize_t length = peek(intake, connection);

		if (length < 0 && errno == EAGAIN) {
			find_nothing(intake, connection);
			return;
		}
		finding = (struct framing_finding){ .verdict = FRAMING_FAULTY };
		if (length > 0)
			finding = framing_judge(intake->bytes, intake->length);
	} while (acts[finding.verdict](intake, connection, &finding));
}

/* What arrived while a worker had it has woken no one. */
void intake_take_back(struct intake *intake, struct connection *connection)
{
	connection_move(intake->set, connection, CONNECTION_IDLE);
	if (connection->job.kept && !intake->is_over)
		intake_look(intake, connection);
	else if (connection->job.untouched && peek(intake, connection) > 0)
		turn_away(intake, connection);
	else
		connection_close(intake->set, connection);
}
