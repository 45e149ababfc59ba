/* Answers whose clients take them slowly. They wait here, and no thread with
 * them. */
#include <limits.h>
#include <sys/ioctl.h>

#include "base/clock.h"
#include "server/connections-internal.h"

/* That may be held for all together, beside what is being sent right now. One
 * answer has that at most, a piece of a long one some 64 KiB. */
#define HELD_MOST ((size_t)64 * 1024 * 1024)
/* Who took something so lately keeps his place. */
#define RECENT_MS 1000

/* The bytes that were sent and not taken. */
static int count_unsent(const struct connection *connection)
{
	int unsent = 0;

	return ioctl(connection->job.fd, TIOCOUTQ, &unsent) == 0 ? unsent : 0;
}

static void enter(struct connection *connection)
{
	struct connections *set = connection->set;

	connection->held = outgoing_bytes(connection->job.outgoing);
	connection->unsent = count_unsent(connection);
	set->held += connection->held;
	connections_move(connection, CONNECTION_SENDING);
	connections_watch_taking(connection, true);
}

/* Whatever becomes of the connection, it waits no longer. */
static void leave(struct connection *connection)
{
	connection->set->held -= connection->held;
	connection->held = 0;
}

/* All is sent. */
static void end(struct connection *connection)
{
	struct worker_job *job = &connection->job;

	leave(connection);
	job->kept = outgoing_is_kept(job->outgoing);
	outgoing_free(job->outgoing);
	job->outgoing = NULL;
	connections_watch_taking(connection, false);
	intake_return(connection);
}

/* The next piece is made where others wait for their first. */
static void have_more_made(struct connection *connection)
{
	struct worker_job *job = &connection->job;

	leave(connection);
	connections_move(connection, CONNECTION_BUSY);
	job->deadline = connection->deadline;
	job->lane = LANE_HEAVY;
	worker_pool_submit(connection->set->at.workers, job);
}

void sending_wait(struct connection *connection)
{
	if (connection->set->is_over)
		connections_close(connection);
	else if (connection->job.state == OUTGOING_UNMADE)
		have_more_made(connection);
	else
		enter(connection);
}

void sending_go_on(struct connection *connection)
{
	struct worker_job *job = &connection->job;
	size_t before = outgoing_written(job->outgoing);

	job->state = outgoing_push(job->outgoing, job->fd);
	switch (job->state) {
	case OUTGOING_SENT:
		end(connection);
		break;
	case OUTGOING_UNMADE:
		have_more_made(connection);
		break;
	case OUTGOING_WAITS:
		connection->unsent = count_unsent(connection);
		if (outgoing_written(job->outgoing) > before)
			connections_move(connection, CONNECTION_SENDING);
		break;
	case OUTGOING_BROKEN:
		connections_close(connection);
		break;
	}
}

static struct connection *first_of(const struct connections *set)
{
	return TAILQ_FIRST(&set->states[CONNECTION_SENDING].queue);
}

/* Who takes it in small pieces is announced only when most of them are gone. */
static void close_unless_taking(struct connection *connection)
{
	int before = connection->unsent;

	connection->unsent = count_unsent(connection);
	if (connection->unsent < before)
		connections_move(connection, CONNECTION_SENDING);
	else
		connections_close(connection);
}

void sending_expire(struct connections *set, long long now)
{
	struct connection *first;

	while ((first = first_of(set)) != NULL && first->deadline <= now)
		close_unless_taking(first);
	while (set->held > HELD_MOST / set->at.sets &&
	       (first = first_of(set)) != NULL)
		connections_close(first);
}

void connections_make_room(struct connections *set)
{
	struct connection *first = first_of(set);
	long long patience_ms = set->states[CONNECTION_SENDING].timeout_ms;

	if (first != NULL &&
	    first->deadline - patience_ms + RECENT_MS <= clock_ms())
		connections_close(first);
}
