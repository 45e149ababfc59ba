/* What lies unread in a connection, and what is done about it. */
#include "server/connections-internal.h"

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
static bool forget(struct connections *connections,
		   const struct connection *connection, size_t length)
{
	return recv(connection->job.fd, connections->bytes, length,
		    MSG_DONTWAIT) == (ssize_t)length;
}

/* Looks at what lies unread, without taking it. As recv() answers. */
static ssize_t peek(struct connections *connections,
		    const struct connection *connection)
{
	ssize_t length =
		recv(connection->job.fd, connections->bytes,
		     sizeof(connections->bytes), MSG_PEEK | MSG_DONTWAIT);

	connections->length = length > 0 ? (size_t)length : 0;
	return length;
}

/* Answers the request that was looked at 503, without a worker. It is read
 * first, because closing a socket with unread bytes in it would take the answer
 * back. */
static void turn_away(struct connections *connections,
		      struct connection *connection)
{
	int id = fastcgi_record_read(connections->bytes).id;

	if (forget(connections, connection, connections->length))
		fastcgi_reply_send(connection->job.fd, id,
				   &(struct fastcgi_reply_piece){
					   TOO_BUSY, strlen(TOO_BUSY) },
				   1, 0);
	connections_close(connections, connection);
}

/* What is done about each verdict. True: it was about a record that has been
 * taken, so what comes behind it is to be looked at. */

static bool wait_for_more(struct connections *connections,
			  struct connection *connection,
			  const struct request_framing *found)
{
	(void)found;
	if (connection->ended)
		connections_close(connections, connection);
	else if (connection->state == CONNECTION_IDLE)
		connections_move(connections, connection, CONNECTION_STARTED);
	return false;
}

static bool hand_over(struct connections *connections,
		      struct connection *connection,
		      const struct request_framing *found)
{
	(void)found;
	connection->used = true;
	connection->extras = 0;
	connections_move(connections, connection, CONNECTION_BUSY);
	connection->job.deadline = connection->deadline;
	if (!worker_pool_submit(connections->workers, &connection->job))
		turn_away(connections, connection);
	return false;
}

static bool close_it(struct connections *connections,
		     struct connection *connection,
		     const struct request_framing *found)
{
	(void)found;
	connections_close(connections, connection);
	return false;
}

static bool drop(struct connections *connections, struct connection *connection,
		 const struct request_framing *found)
{
	if (connection->extras++ < EXTRAS &&
	    forget(connections, connection, found->length))
		return true;
	return close_it(connections, connection, found);
}

static bool manage(struct connections *connections,
		   struct connection *connection,
		   const struct request_framing *found)
{
	const struct get_values_limits limits = {
		.connections = connections->most,
		.requests = worker_pool_capacity(connections->workers),
	};
	struct buf answer = buf_new(MANAGEMENT_BYTES);
	ssize_t sent;

	get_values_answer(connections->bytes, &limits, &answer);
	sent = send(connection->job.fd, answer.bytes, answer.length,
		    MSG_DONTWAIT | MSG_NOSIGNAL);
	sent -= (ssize_t)answer.length;
	buf_free(&answer);
	return sent == 0 ? drop(connections, connection, found) :
			   close_it(connections, connection, found);
}

static bool refuse(struct connections *connections,
		   struct connection *connection,
		   const struct request_framing *found)
{
	if (forget(connections, connection, connections->length))
		fastcgi_reply_refuse(connection->job.fd, found->id,
				     found->verdict == FRAMING_ROLE ?
					     FASTCGI_UNKNOWN_ROLE :
					     FASTCGI_CANT_MULTIPLEX);
	return close_it(connections, connection, found);
}

static bool (*const acts[])(struct connections *connections,
			    struct connection *connection,
			    const struct request_framing *found) = {
	[FRAMING_PART] = wait_for_more, [FRAMING_WHOLE] = hand_over,
	[FRAMING_STRAY] = drop,		[FRAMING_MANAGEMENT] = manage,
	[FRAMING_ROLE] = refuse,	[FRAMING_SECOND] = refuse,
	[FRAMING_FAULTY] = close_it,
};

/* Nothing lies unread: what came was of no request, or the set closes. */
static void find_nothing(struct connections *connections,
			 struct connection *connection)
{
	if (connections->is_draining && connection->used)
		connections_close(connections, connection);
	else if (connections->is_draining &&
		 connection->state == CONNECTION_IDLE)
		connections_move(connections, connection, CONNECTION_STARTED);
	else if (!connections->is_draining &&
		 connection->state == CONNECTION_STARTED)
		connections_move(connections, connection, CONNECTION_IDLE);
}

void intake_look(struct connections *connections, struct connection *connection)
{
	struct request_framing found;

	do {
		ssize_t length = peek(connections, connection);

		if (length < 0 && errno == EAGAIN) {
			find_nothing(connections, connection);
			return;
		}
		found = (struct request_framing){ .verdict = FRAMING_FAULTY };
		if (length > 0)
			found = request_framing_judge(connections->bytes,
						      connections->length);
	} while (acts[found.verdict](connections, connection, &found));
}

/* What arrived while a worker had it has woken no one. */
void intake_return(struct connections *connections,
		   struct connection *connection)
{
	connections_move(connections, connection, CONNECTION_IDLE);
	if (connection->job.kept && !connections->is_over)
		intake_look(connections, connection);
	else if (connection->job.untouched && peek(connections, connection) > 0)
		turn_away(connections, connection);
	else
		connections_close(connections, connection);
}
