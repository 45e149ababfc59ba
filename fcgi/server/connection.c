/* The open connections of the server thread. */
#include "server/connection.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"

static void enter(struct connection_set *set, struct connection *connection,
		  enum connection_state state)
{
	long long patience_ms = set->states[state].patience_ms;

	connection->state = state;
	connection->deadline =
		patience_ms > 0 ? clock_ms() + patience_ms : LLONG_MAX;
	connection->after = NULL;
	connection->before = set->states[state].last;
	if (connection->before != NULL)
		connection->before->after = connection;
	else
		set->states[state].first = connection;
	set->states[state].last = connection;
}

static void leave(struct connection_set *set, struct connection *connection)
{
	if (connection->before != NULL)
		connection->before->after = connection->after;
	else
		set->states[connection->state].first = connection->after;
	if (connection->after != NULL)
		connection->after->before = connection->before;
	else
		set->states[connection->state].last = connection->before;
}

struct connection *connection_open(struct connection_set *set, int fd)
{
	struct connection *connection = alloc_zero(sizeof(*connection));

	connection->job.fd = fd;
	set->count++;
	enter(set, connection, CONNECTION_IDLE);
	return connection;
}

void connection_close(struct connection_set *set, struct connection *connection)
{
	leave(set, connection);
	set->count--;
	close(connection->job.fd);
	free(connection);
}

void connection_move(struct connection_set *set, struct connection *connection,
		     enum connection_state state)
{
	leave(set, connection);
	enter(set, connection, state);
}

void connection_close_all(struct connection_set *set,
			  enum connection_state state)
{
	while (set->states[state].first != NULL)
		connection_close(set, set->states[state].first);
}

struct connection *connection_overdue(const struct connection_set *set,
				      enum connection_state state,
				      long long now)
{
	struct connection *first = set->states[state].first;

	return first != NULL && first->deadline <= now ? first : NULL;
}

long long connection_next_deadline(const struct connection_set *set)
{
	long long next = LLONG_MAX;

	for (size_t i = 0; i < CONNECTION_STATES; i++) {
		const struct connection *first = set->states[i].first;

		if (first != NULL && first->deadline < next)
			next = first->deadline;
	}
	return next;
}
