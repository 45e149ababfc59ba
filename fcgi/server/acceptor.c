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

static int watch(const struct door *door)
{
	struct epoll_event event = {
		.events = EPOLLIN,
		.data.u64 = door->event,
	};

	return epoll_ctl(door->epoll, EPOLL_CTL_ADD, door->listener.fd, &event);
}

/* Closing alone would not do when the socket was handed over: the other
 * process still has it. */
static void ignore(const struct door *door)
{
	epoll_ctl(door->epoll, EPOLL_CTL_DEL, door->listener.fd, NULL);
}

static void rest(struct door *door, int why)
{
	long long now = clock_ms();

	ignore(door);
	door->resume_at = now + PAUSE_MS;
	if (now < door->complain_after)
		return;
	door->complain_after = now + COMPLAINT_MS;
	log_event(LOG_WARNING, "connections have to wait: %s", strerror(why));
}

/* True when there may be more. What was announced may come after the door was
 * closed. */
static bool let_some_in(struct door *door)
{
	if (door->listener.fd < 0)
		return false;
	for (size_t i = 0; i < ACCEPTS_PER_ROUND; i++) {
		int fd = -1;

		errno = EMFILE;
		if (!lobby_is_full(door->lobby))
			fd = listener_accept(&door->listener);
		if (fd < 0 && errno != EAGAIN)
			rest(door, errno);
		if (fd < 0)
			return false;
		lobby_welcome(door->lobby, fd);
	}
	return true;
}

int door_open(struct door *door, const char *address, struct err *err)
{
	*door = (struct door){ .resume_at = LLONG_MAX };
	return listener_open(&door->listener, address, err);
}

int door_watch(struct door *door, int epoll, uint64_t event,
	       struct lobby *lobby)
{
	door->epoll = epoll;
	door->event = event;
	door->lobby = lobby;
	return watch(door);
}

void door_welcome(struct door *door)
{
	let_some_in(door);
}

void door_resume(struct door *door, long long now)
{
	if (door->resume_at > now)
		return;
	door->resume_at = LLONG_MAX;
	watch(door);
}

void door_clear(struct door *door)
{
	size_t rounds = 0;

	if (!door->listener.is_ours)
		return;
	listener_hide(&door->listener);
	while (rounds++ < LAST_ROUNDS && let_some_in(door))
		;
}

void door_close(struct door *door)
{
	if (door->listener.fd < 0)
		return;
	ignore(door);
	listener_close(&door->listener);
	door->resume_at = LLONG_MAX;
}
