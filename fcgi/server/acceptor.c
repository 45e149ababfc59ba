/* How connections come in. */
#include "server/acceptor.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <sys/epoll.h>

#include "base/clock.h"
#include "telemetry/log.h"

#define PAUSE_MS	  100
#define COMPLAINT_MS	  60000
#define ACCEPTS_PER_ROUND 64
#define LAST_ROUNDS	  64

static int watch(const struct acceptor *acceptor)
{
	struct epoll_event event = {
		.events = EPOLLIN,
		.data.u64 = acceptor->event,
	};

	return epoll_ctl(acceptor->epoll, EPOLL_CTL_ADD, acceptor->listener.fd,
			 &event);
}

/* Closing alone would not do when the socket was handed over: the other
 * process still has it. */
static void ignore(const struct acceptor *acceptor)
{
	epoll_ctl(acceptor->epoll, EPOLL_CTL_DEL, acceptor->listener.fd, NULL);
}

static void rest(struct acceptor *acceptor, int why)
{
	long long now = clock_ms();

	ignore(acceptor);
	acceptor->resume_at = now + PAUSE_MS;
	if (now < acceptor->complain_after)
		return;
	acceptor->complain_after = now + COMPLAINT_MS;
	log_event(LOG_WARNING, "connections have to wait: %s", strerror(why));
}

/* True when there may be more. What was announced may come after the door was
 * closed. */
static bool let_some_in(struct acceptor *acceptor)
{
	if (acceptor->listener.fd < 0)
		return false;
	for (size_t i = 0; i < ACCEPTS_PER_ROUND; i++) {
		int fd = -1;

		errno = EMFILE;
		if (!connections_is_full(acceptor->connections))
			fd = listener_accept(&acceptor->listener);
		if (fd < 0 && errno != EAGAIN)
			rest(acceptor, errno);
		if (fd < 0)
			return false;
		connections_welcome(acceptor->connections, fd);
	}
	return true;
}

int acceptor_open(struct acceptor *acceptor, const char *address,
		  struct err *err)
{
	*acceptor = (struct acceptor){ .resume_at = LLONG_MAX };
	return listener_open(&acceptor->listener, address, err);
}

int acceptor_watch(struct acceptor *acceptor, int epoll, uint64_t event,
		   struct connections *connections)
{
	acceptor->epoll = epoll;
	acceptor->event = event;
	acceptor->connections = connections;
	return watch(acceptor);
}

void acceptor_welcome(struct acceptor *acceptor)
{
	let_some_in(acceptor);
}

void acceptor_resume(struct acceptor *acceptor, long long now)
{
	if (acceptor->resume_at > now)
		return;
	acceptor->resume_at = LLONG_MAX;
	watch(acceptor);
}

void acceptor_clear(struct acceptor *acceptor)
{
	size_t rounds = 0;

	if (!acceptor->listener.is_ours)
		return;
	listener_hide(&acceptor->listener);
	while (rounds++ < LAST_ROUNDS && let_some_in(acceptor))
		;
}

void acceptor_close(struct acceptor *acceptor)
{
	if (acceptor->listener.fd < 0)
		return;
	ignore(acceptor);
	listener_close(&acceptor->listener);
	acceptor->resume_at = LLONG_MAX;
}
