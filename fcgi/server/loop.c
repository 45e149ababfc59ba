/* One loop, and what another thread hands to it. */
#include "server/loop.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"

#define EVENTS 64

/* What epoll watches apart from connections, as in server.c. */
enum source { WORKERS, WAKE, SOURCES };

/* A connection that was accepted for it. */
struct newcomer {
	int fd;
	bool is_public;
	STAILQ_ENTRY(newcomer) next;
};

struct loop {
	/* Its own, but for what connections.h says of other threads. */
	struct connections *connections;
	struct worker_return *back;
	int epoll;
	struct loop_bell *bell; /* borrowed */
	pthread_t thread;
	int wake; /* an eventfd: there is something in what follows */
	atomic_size_t coming; /* newcomers */
	pthread_mutex_t lock; /* over what follows */
	STAILQ_HEAD(, newcomer) newcomers;
	unsigned orders;
};

/* What is done with connections, in this order. */
static const struct {
	enum loop_order order;
	void (*act)(struct connections *set);
} acts[] = {
	{ LOOP_MAKE_ROOM, connections_make_room },
	{ LOOP_DRAIN, connections_drain },
	{ LOOP_CLOSE_INCOMPLETE, connections_close_incomplete },
	{ LOOP_ABORT, connections_abort },
};

void loop_obey(struct connections *set, unsigned orders)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++)
		if (orders & acts[i].order)
			acts[i].act(set);
}

static struct newcomer *next_newcomer(struct loop *loop)
{
	struct newcomer *next;

	pthread_mutex_lock(&loop->lock);
	next = STAILQ_FIRST(&loop->newcomers);
	if (next != NULL)
		STAILQ_REMOVE_HEAD(&loop->newcomers, next);
	pthread_mutex_unlock(&loop->lock);
	return next;
}

/* Each is counted in one place at least all the time: who waits until there is
 * none sees it. */
static void welcome(struct loop *loop)
{
	struct newcomer *next;

	while ((next = next_newcomer(loop)) != NULL) {
		connections_add(loop->connections, next->fd, next->is_public);
		atomic_fetch_sub(&loop->coming, 1);
		free(next);
	}
}

static unsigned take_orders(struct loop *loop)
{
	eventfd_t count;
	unsigned orders;

	eventfd_read(loop->wake, &count);
	pthread_mutex_lock(&loop->lock);
	orders = loop->orders;
	loop->orders = 0;
	pthread_mutex_unlock(&loop->lock);
	return orders;
}

/* Who came before an order was given is there when it is obeyed. False: it is
 * over. */
static bool attend(struct loop *loop)
{
	unsigned orders = take_orders(loop);

	welcome(loop);
	loop_obey(loop->connections, orders);
	return !(orders & LOOP_END);
}

/* Connections go first: what the sources do may close any of them. */
static bool handle(struct loop *loop, const struct epoll_event *events,
		   int count)
{
	bool goes_on = true;

	for (int i = 0; i < count; i++)
		if (events[i].data.u64 >= SOURCES)
			connections_handle(events[i].data.u64,
					   events[i].events);
	for (int i = 0; i < count; i++) {
		if (events[i].data.u64 == WORKERS)
			connections_take_back(loop->connections);
		if (events[i].data.u64 == WAKE)
			goes_on = attend(loop);
	}
	return goes_on;
}

static int wait_ms(const struct loop *loop)
{
	long long next = connections_next_deadline(loop->connections);
	long long left = next - clock_ms();

	if (next == LLONG_MAX)
		return -1;
	return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

static void *run(void *data)
{
	struct loop *loop = data;
	bool goes_on = true;

	while (goes_on) {
		struct epoll_event events[EVENTS];
		int count =
			epoll_wait(loop->epoll, events, EVENTS, wait_ms(loop));

		goes_on = handle(loop, events, count);
		connections_expire(loop->connections, clock_ms());
		if (atomic_load(&loop->bell->is_wanted))
			eventfd_write(loop->bell->eventfd, 1);
	}
	return NULL;
}

static int watch(const struct loop *loop, int fd, enum source source)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = source };

	return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event);
}

/* 0, or -1 with errno. */
static int begin(struct loop *loop)
{
	if (loop->wake < 0 || loop->back == NULL || loop->epoll < 0 ||
	    watch(loop, worker_return_eventfd(loop->back), WORKERS) != 0 ||
	    watch(loop, loop->wake, WAKE) != 0)
		return -1;
	errno = pthread_create(&loop->thread, NULL, run, loop);
	return errno == 0 ? 0 : -1;
}

struct loop *loop_start(const struct connections_place *at,
			long long request_ms, struct loop_bell *bell)
{
	struct loop *loop = alloc_zero(sizeof(*loop));
	struct connections_place place = *at;
	int fault;

	loop->bell = bell;
	atomic_init(&loop->coming, 0);
	pthread_mutex_init(&loop->lock, NULL);
	STAILQ_INIT(&loop->newcomers);
	loop->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	place.epoll = loop->epoll = epoll_create1(EPOLL_CLOEXEC);
	place.back = loop->back = worker_return_new();
	loop->connections = connections_new(&place, request_ms);
	if (begin(loop) == 0)
		return loop;
	fault = errno;
	loop_free(loop);
	errno = fault;
	return NULL;
}

void loop_join(struct loop *loop)
{
	pthread_join(loop->thread, NULL);
}

void loop_free(struct loop *loop)
{
	struct newcomer *next;

	while ((next = next_newcomer(loop)) != NULL) {
		close(next->fd);
		free(next);
	}
	connections_free(loop->connections);
	worker_return_free(loop->back);
	if (loop->wake >= 0)
		close(loop->wake);
	if (loop->epoll >= 0)
		close(loop->epoll);
	pthread_mutex_destroy(&loop->lock);
	free(loop);
}

void loop_add(struct loop *loop, int fd, bool is_public)
{
	struct newcomer *newcomer = alloc_zero(sizeof(*newcomer));

	newcomer->fd = fd;
	newcomer->is_public = is_public;
	atomic_fetch_add(&loop->coming, 1);
	pthread_mutex_lock(&loop->lock);
	STAILQ_INSERT_TAIL(&loop->newcomers, newcomer, next);
	pthread_mutex_unlock(&loop->lock);
	eventfd_write(loop->wake, 1);
}

/* Those that it had not taken yet. */
static unsigned give(struct loop *loop, unsigned orders)
{
	unsigned before;

	pthread_mutex_lock(&loop->lock);
	before = loop->orders;
	loop->orders |= orders;
	pthread_mutex_unlock(&loop->lock);
	eventfd_write(loop->wake, 1);
	return before;
}

void loop_order(struct loop *loop, unsigned orders)
{
	give(loop, orders);
}

bool loop_is_alive(struct loop *loop)
{
	return !(give(loop, LOOP_ANSWER) & LOOP_ANSWER);
}

size_t loop_count(const struct loop *loop)
{
	return atomic_load(&loop->coming) +
	       connections_count(loop->connections);
}

bool loop_is_full(const struct loop *loop)
{
	return connections_is_full(loop->connections,
				   atomic_load(&loop->coming));
}

size_t loop_count_stuck(const struct loop *loop)
{
	return connections_count_stuck(loop->connections);
}
