/* What the service manager hands over and is told. */
#include "server/systemd.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#ifdef HAVE_SYSTEMD
#include <systemd/sd-daemon.h>
#else
static int sd_listen_fds(int unset)
{
	(void)unset;
	return 0;
}

static int sd_watchdog_enabled(int unset, uint64_t *microseconds)
{
	(void)unset;
	(void)microseconds;
	return 0;
}
#endif

#include "base/clock.h"
#include "base/socket-address.h"

#define STATE_BYTES    1024
#define ALIVE_PER_HANG 3

/* Where notices go: a path, or after `@` an abstract name. False: nowhere. */
static bool find_manager(struct sockaddr_un *manager, socklen_t *length)
{
	const char *path = getenv("NOTIFY_SOCKET");

	*manager = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (path == NULL || (path[0] != '/' && path[0] != '@') ||
	    strlen(path) >= sizeof(manager->sun_path))
		return false;
	memcpy(manager->sun_path, path, strlen(path));
	if (path[0] == '@')
		manager->sun_path[0] = '\0';
	*length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
			      strlen(path));
	return true;
}

bool systemd_is_there(void)
{
	struct sockaddr_un manager;
	socklen_t length;

	return find_manager(&manager, &length);
}

int systemd_sockets(void)
{
	return sd_listen_fds(1);
}

/* As sd_notify() does it, but that waits for ever while the queue of the
 * manager is full. */
static void send_notice(const char *text, long long wait_ms)
{
	struct sockaddr_un manager;
	socklen_t length;
	ssize_t sent = -1;
	int fd;

	if (!find_manager(&manager, &length))
		return;
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	if (connect(fd, (struct sockaddr *)&manager, length) == 0 &&
	    socket_address_wait(fd, POLLOUT, clock_ms() + wait_ms))
		sent = send(fd, text, strlen(text),
			    MSG_DONTWAIT | MSG_NOSIGNAL);
	(void)sent; /* there is no one else to tell */
	close(fd);
}

/* A line end in the status would begin another assignment. */
static void tell(const char *state, const char *status)
{
	char text[STATE_BYTES];
	int head = snprintf(text, sizeof(text), "%s\nSTATUS=", state);

	snprintf(text + head, sizeof(text) - (size_t)head, "%s", status);
	for (char *at = text + head; *at != '\0'; at++)
		if ((unsigned char)*at < ' ')
			*at = ' ';
	send_notice(text, SYSTEMD_WAIT_MS);
}

void systemd_ready(const char *status)
{
	tell("READY=1", status);
}

void systemd_reloading(void)
{
	char state[64];
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	snprintf(state, sizeof(state), "RELOADING=1\nMONOTONIC_USEC=%lld",
		 (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
	tell(state, "reloading");
}

void systemd_stopping(const char *status)
{
	tell("STOPPING=1", status);
}

void systemd_alive(void)
{
	send_notice("WATCHDOG=1", 0);
}

long long systemd_alive_ms(void)
{
	uint64_t microseconds = 0;

	if (sd_watchdog_enabled(0, &microseconds) <= 0)
		return 0;
	return (long long)(microseconds / 1000 / ALIVE_PER_HANG) + 1;
}
