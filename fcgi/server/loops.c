/* The loops together. */
#include "server/loops.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/alloc.h"

struct loops {
	struct connections *own; /* of the thread that accepts, */
	struct worker_return *back;
	struct loop **others;
	size_t count; /* of those */
	struct loop_bell bell;
};

/* 0, or -1 with errno. */
static int start_others(struct loops *loops, const struct connections_place *at,
			long long request_ms)
{
	size_t wanted = at->sets - 1;

	if (wanted == 0)
		return 0;
	loops->bell.eventfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (loops->bell.eventfd < 0)
		return -1;
	loops->others = alloc_zero(wanted * sizeof(struct loop *));
	while (loops->count < wanted) {
		struct loop *loop = loop_start(at, request_ms, &loops->bell);

		if (loop == NULL)
			return -1;
		loops->others[loops->count++] = loop;
	}
	return 0;
}

struct loops *loops_start(int epoll, struct app *app,
			  struct worker_pool *workers, struct err *err)
{
	const struct settings *settings = app_settings(app);
	struct loops *loops = alloc_zero(sizeof(*loops));
	struct connections_place at = {
		.app = app,
		.epoll = epoll,
		.workers = workers,
		.back = worker_return_new(),
		.sets = (size_t)settings->loops,
	};

	loops->bell.eventfd = -1;
	atomic_init(&loops->bell.is_wanted, false);
	loops->back = at.back;
	loops->own = connections_new(&at, settings->request_ms);
	if (at.back != NULL &&
	    start_others(loops, &at, settings->request_ms) == 0)
		return loops;
	err_plain(err, "the event loops cannot be started: %s",
		  strerror(errno));
	loops_stop(loops);
	loops_free(loops);
	return NULL;
}

void loops_stop(struct loops *loops)
{
	if (loops == NULL)
		return;
	for (size_t i = 0; i < loops->count; i++)
		loop_order(loops->others[i], LOOP_END);
	for (size_t i = 0; i < loops->count; i++)
		loop_join(loops->others[i]);
}

void loops_free(struct loops *loops)
{
	if (loops == NULL)
		return;
	for (size_t i = 0; i < loops->count; i++)
		loop_free(loops->others[i]);
	connections_free(loops->own);
	worker_return_free(loops->back);
	if (loops->bell.eventfd >= 0)
		close(loops->bell.eventfd);
	free(loops->others);
	free(loops);
}

struct connections *loops_own(struct loops *loops)
{
	return loops->own;
}

int loops_returned(const struct loops *loops)
{
	return worker_return_eventfd(loops->back);
}

int loops_closing(const struct loops *loops)
{
	return loops->bell.eventfd;
}

void loops_heard(struct loops *loops)
{
	eventfd_t count;

	eventfd_read(loops->bell.eventfd, &count);
}

void loops_want_closing(struct loops *loops, bool is_wanted)
{
	atomic_store(&loops->bell.is_wanted, is_wanted);
}

void loops_add(struct loops *loops, int fd, bool is_public)
{
	size_t fewest = connections_count(loops->own);
	struct loop *best = NULL;

	for (size_t i = 0; i < loops->count; i++) {
		size_t count = loop_count(loops->others[i]);

		if (count < fewest) {
			fewest = count;
			best = loops->others[i];
		}
	}
	if (best == NULL)
		connections_add(loops->own, fd, is_public);
	else
		loop_add(best, fd, is_public);
}

size_t loops_count(const struct loops *loops)
{
	size_t count = connections_count(loops->own);

	for (size_t i = 0; i < loops->count; i++)
		count += loop_count(loops->others[i]);
	return count;
}

size_t loops_count_stuck(const struct loops *loops)
{
	size_t count = connections_count_stuck(loops->own);

	for (size_t i = 0; i < loops->count; i++)
		count += loop_count_stuck(loops->others[i]);
	return count;
}

bool loops_are_full(const struct loops *loops)
{
	bool are_full = connections_is_full(loops->own, 0);

	for (size_t i = 0; i < loops->count && are_full; i++)
		are_full = loop_is_full(loops->others[i]);
	return are_full;
}

bool loops_are_alive(struct loops *loops)
{
	bool are_alive = true;

	for (size_t i = 0; i < loops->count; i++)
		are_alive = loop_is_alive(loops->others[i]) && are_alive;
	return are_alive;
}

void loops_order(struct loops *loops, enum loop_order order)
{
	loop_obey(loops->own, order);
	for (size_t i = 0; i < loops->count; i++)
		loop_order(loops->others[i], order);
}
