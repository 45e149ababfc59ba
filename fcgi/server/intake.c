/* What lies unread in a connection, and what is done about it. */
#include "server/connections-internal.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "server/fastcgi-record.h"
#include "server/fastcgi-reply.h"
#include "server/get-values.h"
#include "server/request-peek.h"

#define EXTRAS		 16 /* records between two requests that are of none */
#define MANAGEMENT_BYTES ((size_t)128)
#define AWAY_BYTES	 ((size_t)4096)

/* Takes `length` bytes that were looked at out of the socket. */
static bool forget(const struct connection *connection, size_t length)
{
	return recv(connection->job.fd, connection->set->bytes, length,
		    MSG_DONTWAIT) == (ssize_t)length;
}

/* Looks at what lies unread, without taking it. As recv() answers. */
static ssize_t peek(const struct connection *connection)
{
	struct connections *set = connection->set;
	ssize_t length = recv(connection->job.fd, set->bytes,
			      sizeof(set->bytes), MSG_PEEK | MSG_DONTWAIT);

	set->length = length > 0 ? (size_t)length : 0;
	return length;
}

/* What was looked at, as far as who asks is believed. */
static struct request ask(const struct connection *connection)
{
	struct connections *set = connection->set;
	struct request request =
		request_peek(set->bytes, set->length, set->parameters);

	if (connection->job.is_public)
		request_make_public(&request);
	return request;
}

/* Answers the request that was looked at 503, without a worker. It is read
 * first, because closing a socket with unread bytes in it would take the answer
 * back. */
static void turn_away(struct connection *connection)
{
	struct connections *set = connection->set;
	struct request request = ask(connection);
	struct buf answer = buf_new(AWAY_BYTES);
	struct fastcgi_reply reply = {
		.id = fastcgi_record_read(set->bytes).id,
		.is_last = true,
	};

	app_turn_away(set->at.app, &request, &answer);
	reply.pieces[0] = (struct fastcgi_reply_piece){ buf_text(&answer),
							answer.length };
	if (forget(connection, set->length))
		fastcgi_reply_push(connection->job.fd, &reply);
	buf_free(&answer);
	connections_close(connection);
}

/* What is done about each verdict. True: it was about a record that has been
 * taken, so what comes behind it is to be looked at. */

static bool wait_for_more(struct connection *connection)
{
	if (connection->ended)
		connections_close(connection);
	else if (connection->state == CONNECTION_IDLE)
		connections_move(connection, CONNECTION_STARTED);
	return false;
}

/* Of what costs much to answer, nothing is made for a HEAD. */
static enum worker_lane lane_of(const struct connections *set,
				const struct request *request)
{
	return !request_is_head(request) && app_is_heavy(set->at.app, request) ?
		       LANE_HEAVY :
		       LANE_QUICK;
}

static void hand_over(struct connection *connection,
		      const struct request *request)
{
	const struct connections *set = connection->set;

	connections_move(connection, CONNECTION_BUSY);
	connection->job.deadline = connection->deadline;
	connection->job.lane = lane_of(set, request);
	if (!worker_pool_submit(set->at.workers, &connection->job))
		turn_away(connection);
}

/* What has come since it was looked at is announced, so there is nothing more
 * to look at, unless the connection is to end. */
static void rest(struct connection *connection)
{
	const struct connections *set = connection->set;
	struct worker_job *job = &connection->job;

	outgoing_free(job->outgoing);
	job->outgoing = NULL;
	if (!job->kept || connection->ended || set->is_draining || set->is_over)
		intake_return(connection);
	else
		connections_move(connection, CONNECTION_IDLE);
}

/* Sends what is answered already. The request is taken first, because its
 * client may write the next one as soon as it has the answer. */
static void send_at_once(struct connection *connection)
{
	struct worker_job *job = &connection->job;

	outgoing_begin(job->outgoing);
	job->state = forget(connection, connection->set->length) ?
			     outgoing_push(job->outgoing, job->fd) :
			     OUTGOING_BROKEN;
	job->kept =
		job->state == OUTGOING_SENT && outgoing_is_kept(job->outgoing);
	if (job->state == OUTGOING_SENT || job->state == OUTGOING_BROKEN)
		rest(connection);
	else
		sending_wait(connection);
}

/* What memory holds is answered here, and the rest by a worker. */
static bool begin(struct connection *connection)
{
	struct connections *set = connection->set;
	struct worker_job *job = &connection->job;
	struct fastcgi_record first = fastcgi_record_read(set->bytes);
	struct request request = ask(connection);

	connection->used = true;
	connection->extras = 0;
	job->outgoing = outgoing_new(first.id, fastcgi_record_keeps(&first),
				     request_is_head(&request));
	if (app_answer_at_once(set->at.app, &request,
			       outgoing_response(job->outgoing))) {
		send_at_once(connection);
		return false;
	}
	outgoing_free(job->outgoing);
	job->outgoing = NULL;
	hand_over(connection, &request);
	return false;
}

static bool close_it(struct connection *connection)
{
	connections_close(connection);
	return false;
}

static bool drop(struct connection *connection)
{
	if (connection->extras++ < EXTRAS &&
	    forget(connection, connection->set->found.length))
		return true;
	return close_it(connection);
}

static bool manage(struct connection *connection)
{
	const struct connections *set = connection->set;
	struct buf answer = buf_new(MANAGEMENT_BYTES);
	ssize_t sent;

	get_values_answer(set->bytes, set->most * set->at.sets,
			  worker_pool_capacity(set->at.workers), &answer);
	sent = send(connection->job.fd, answer.bytes, answer.length,
		    MSG_DONTWAIT | MSG_NOSIGNAL);
	sent -= (ssize_t)answer.length;
	buf_free(&answer);
	return sent == 0 ? drop(connection) : close_it(connection);
}

static bool refuse(struct connection *connection)
{
	const struct connections *set = connection->set;

	if (forget(connection, set->length))
		fastcgi_reply_refuse(connection->job.fd, set->found.id,
				     set->found.verdict == FRAMING_ROLE ?
					     FASTCGI_UNKNOWN_ROLE :
					     FASTCGI_CANT_MULTIPLEX);
	return close_it(connection);
}

static bool (*const acts[])(struct connection *connection) = {
	[FRAMING_PART] = wait_for_more, [FRAMING_WHOLE] = begin,
	[FRAMING_STRAY] = drop,		[FRAMING_MANAGEMENT] = manage,
	[FRAMING_ROLE] = refuse,	[FRAMING_SECOND] = refuse,
	[FRAMING_FAULTY] = close_it,
};

/* Nothing lies unread: what came was of no request, or the set closes. */
static void find_nothing(struct connection *connection)
{
	bool is_draining = connection->set->is_draining;

	if (is_draining && connection->used)
		connections_close(connection);
	else if (is_draining && connection->state == CONNECTION_IDLE)
		connections_move(connection, CONNECTION_STARTED);
	else if (!is_draining && connection->state == CONNECTION_STARTED)
		connections_move(connection, CONNECTION_IDLE);
}

void intake_look(struct connection *connection)
{
	struct connections *set = connection->set;

	do {
		ssize_t length = peek(connection);

		if (length < 0 && errno == EAGAIN) {
			find_nothing(connection);
			return;
		}
		set->found.verdict = FRAMING_FAULTY;
		if (length > 0)
			set->found =
				request_framing_judge(set->bytes, set->length);
	} while (acts[set->found.verdict](connection));
}

/* What arrived while a worker had it has woken no one. */
void intake_return(struct connection *connection)
{
	if (connection->job.outgoing != NULL) {
		sending_wait(connection);
		return;
	}
	connections_move(connection, CONNECTION_IDLE);
	if (connection->job.kept && !connection->set->is_over)
		intake_look(connection);
	else if (connection->job.untouched && peek(connection) > 0)
		turn_away(connection);
	else
		connections_close(connection);
}
