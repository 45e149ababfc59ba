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
#define TAKING_MS	  60000 /* as long as nginx waits for its own clients */
#define OTHER_DESCRIPTORS 32
#define SET_DESCRIPTORS	  3

static void enter(struct connection *connection, enum connection_state state)
{
	struct connections *set = connection->set;
	long long timeout_ms = set->states[state].timeout_ms;

	connection->state = state;
	if (state == CONNECTION_SHUT_DOWN)
		atomic_fetch_add(&set->shut_down, 1);
	connection->deadline =
		timeout_ms > 0 ? clock_ms() + timeout_ms : LLONG_MAX;
	TAILQ_INSERT_TAIL(&set->states[state].queue, connection, place);
}

static void leave(struct connection *connection)
{
	if (connection->state == CONNECTION_SHUT_DOWN)
		atomic_fetch_sub(&connection->set->shut_down, 1);
	TAILQ_REMOVE(&connection->set->states[connection->state].queue,
		     connection, place);
}

void connections_move(struct connection *connection,
		      enum connection_state state)
{
	leave(connection);
	enter(connection, state);
}

/* It is counted until its descriptor is free: who sees one fewer may accept. */
static void destroy(struct connection *connection)
{
	leave(connection);
	close(connection->job.fd);
	atomic_fetch_sub(&connection->set->count, 1);
	atomic_fetch_sub(&app_vitals(connection->set->at.app)->connections, 1);
	outgoing_free(connection->job.outgoing);
	free(connection);
}

void connections_close(struct connection *connection)
{
	struct worker_job *job = &connection->job;

	connection->set->held -= connection->held;
	connection->held = 0;
	if (job->outgoing == NULL || !outgoing_has_unmade(job->outgoing)) {
		destroy(connection);
		return;
	}
	shutdown(job->fd, SHUT_RDWR);
	job->is_given_up = true;
	connections_move(connection, CONNECTION_BUSY);
	worker_pool_submit(connection->set->at.workers, job);
}

/* Edge-triggered: half a request may lie unread without waking anyone. */
static int watch(const struct connection *connection, int how, uint32_t more)
{
	struct epoll_event event = {
		.events = EPOLLIN | EPOLLRDHUP | EPOLLET | more,
		.data.u64 = (uintptr_t)connection,
	};

	return epoll_ctl(connection->set->at.epoll, how, connection->job.fd,
			 &event);
}

/* Asked for anew, it is announced at once where it is so. */
void connections_watch_taking(struct connection *connection, bool is_wanted)
{
	if (is_wanted || connection->is_watched)
		watch(connection, EPOLL_CTL_MOD, is_wanted ? EPOLLOUT : 0);
	connection->is_watched = is_wanted;
}

/* The first in `state`, if it is overdue by `now`; else NULL. */
static struct connection *first_due(const struct connections *set,
				    enum connection_state state, long long now)
{
	struct connection *first = TAILQ_FIRST(&set->states[state].queue);

	return first != NULL && first->deadline <= now ? first : NULL;
}

static void close_overdue(struct connections *set, enum connection_state state,
			  long long now)
{
	struct connection *first;

	while ((first = first_due(set, state, now)) != NULL)
		connections_close(first);
}

/* A worker that reads from one or writes to it returns at once. */
static void shut_down_overdue(struct connections *set, long long now)
{
	struct connection *first;

	while ((first = first_due(set, CONNECTION_BUSY, now)) != NULL) {
		shutdown(first->job.fd, SHUT_RDWR);
		connections_move(first, CONNECTION_SHUT_DOWN);
	}
}

/* How many connections leave enough descriptors for everything else, for each
 * set those that it waits with. Nothing here uses select(), for which most
 * systems keep the limit low at first. */
static size_t count_room(const struct worker_pool *workers, size_t sets)
{
	size_t others = OTHER_DESCRIPTORS + worker_pool_descriptors(workers) +
			SET_DESCRIPTORS * (sets - 1);
	size_t wanted = others + 2 * worker_pool_capacity(workers);
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return 1;
	if (limit.rlim_cur < wanted) {
		limit.rlim_cur =
			limit.rlim_max < wanted ? limit.rlim_max : wanted;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	return limit.rlim_cur > others + sets ?
		       ((size_t)limit.rlim_cur - others) / sets :
		       1;
}

struct connections *connections_new(const struct connections_place *at,
				    long long request_ms)
{
	struct connections *set = alloc_zero(sizeof(*set));

	set->at = *at;
	set->most = count_room(at->workers, at->sets);
	atomic_init(&set->count, 0);
	atomic_init(&set->shut_down, 0);
	for (size_t i = 0; i < CONNECTION_STATES; i++)
		TAILQ_INIT(&set->states[i].queue);
	set->states[CONNECTION_IDLE].timeout_ms = IDLE_MS;
	set->states[CONNECTION_STARTED].timeout_ms = STARTED_MS;
	set->states[CONNECTION_BUSY].timeout_ms = request_ms;
	set->states[CONNECTION_SENDING].timeout_ms = TAKING_MS;
	return set;
}

void connections_free(struct connections *set)
{
	if (set == NULL)
		return;
	for (size_t i = 0; i < CONNECTION_STATES; i++) {
		struct connection *first;

		while ((first = TAILQ_FIRST(&set->states[i].queue)) != NULL)
			destroy(first);
	}
	free(set);
}

void connections_add(struct connections *set, int fd, bool is_public)
{
	struct connection *connection = alloc_zero(sizeof(*connection));

	connection->set = set;
	connection->job.back = set->at.back;
	connection->job.fd = fd;
	connection->job.is_public = is_public;
	atomic_fetch_add(&set->count, 1);
	atomic_fetch_add(&app_vitals(set->at.app)->connections, 1);
	enter(connection, CONNECTION_IDLE);
	if (watch(connection, EPOLL_CTL_ADD, 0) != 0)
		connections_close(connection);
}

/* A client that has gone needs no answer. One that has ended its own side may
 * still wait for it. What is given up already was shut down, which is announced
 * as if its client had gone: once more it would go to the end of the queue, and
 * be announced again, for as long as it waits. */
static void drop_waiting(struct connection *connection)
{
	struct connections *set = connection->set;

	if (connection->job.is_given_up)
		return;
	if (!worker_pool_withdraw(set->at.workers, &connection->job))
		return;
	if (connection->job.outgoing == NULL)
		atomic_fetch_add(&app_vitals(set->at.app)->dropped, 1);
	connections_close(connection);
}

void connections_handle(uint64_t whose, uint32_t events)
{
	struct connection *connection = (struct connection *)(uintptr_t)whose;
	bool has_left = (events & (EPOLLHUP | EPOLLERR)) != 0;
	bool is_ours = connection->state == CONNECTION_IDLE ||
		       connection->state == CONNECTION_STARTED;

	if (has_left || (events & EPOLLRDHUP))
		connection->ended = true;
	/* It is announced once: what is begun now would not hear of it. */
	if (is_ours && has_left)
		connections_close(connection);
	else if (is_ours)
		intake_look(connection);
	else if (connection->state == CONNECTION_SENDING)
		sending_go_on(connection);
	else if (connection->state == CONNECTION_BUSY && has_left)
		drop_waiting(connection);
}

void connections_take_back(struct connections *set)
{
	struct worker_job *job;

	while ((job = worker_return_take(set->at.back)) != NULL)
		intake_return((struct connection *)job);
}

void connections_expire(struct connections *set, long long now)
{
	close_overdue(set, CONNECTION_IDLE, now);
	close_overdue(set, CONNECTION_STARTED, now);
	shut_down_overdue(set, now);
	sending_expire(set, now);
}

long long connections_next_deadline(const struct connections *set)
{
	long long next = LLONG_MAX;

	for (size_t i = 0; i < CONNECTION_STATES; i++) {
		const struct connection *first =
			TAILQ_FIRST(&set->states[i].queue);

		if (first != NULL && first->deadline < next)
			next = first->deadline;
	}
	return next;
}

void connections_drain(struct connections *set)
{
	struct connection *first;

	set->is_draining = true;
	while ((first = first_due(set, CONNECTION_IDLE, LLONG_MAX)) != NULL)
		intake_look(first);
}

void connections_close_incomplete(struct connections *set)
{
	close_overdue(set, CONNECTION_STARTED, LLONG_MAX);
}

void connections_abort(struct connections *set)
{
	connections_close_incomplete(set);
	set->is_over = true;
	worker_pool_cancel(set->at.workers);
	shut_down_overdue(set, LLONG_MAX);
	close_overdue(set, CONNECTION_SENDING, LLONG_MAX);
}

size_t connections_count(const struct connections *set)
{
	return atomic_load(&set->count);
}

bool connections_is_full(const struct connections *set, size_t more)
{
	return atomic_load(&set->count) + more >= set->most;
}

size_t connections_count_stuck(const struct connections *set)
{
	return atomic_load(&set->shut_down);
}
