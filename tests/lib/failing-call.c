/* Lets calls of the system fail: to be preloaded. FAILING_CALL is `NAME ERRNO
 * SKIPPED COUNT`, several with a semicolon between: which call, with which
 * number, after how many that succeed, and how many then fail; with the number
 * 0 the process is killed there. Of recv() those count that take what they see,
 * of epoll_ctl() those that watch a listening socket. */
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define WISHES 4

static atomic_int calls[WISHES];

/* Whether a wish, the first of `text`, is for this call to fail. */
static bool is_meant(const char *text, const char *name, atomic_int *made)
{
	int number, skipped, count, call;
	char wanted[32];

	if (sscanf(text, "%31s %d %d %d", wanted, &number, &skipped, &count) !=
		    4 ||
	    strcmp(wanted, name) != 0)
		return false;
	call = atomic_fetch_add(made, 1);
	if (call < skipped || call >= skipped + count)
		return false;
	if (number == 0)
		kill(getpid(), SIGKILL);
	errno = number;
	return true;
}

static bool fails(const char *name)
{
	const char *wish = getenv("FAILING_CALL");

	for (int i = 0; i < WISHES && wish != NULL; i++) {
		if (is_meant(wish, name, &calls[i]))
			return true;
		wish = strchr(wish, ';');
		wish = wish != NULL ? wish + 1 : NULL;
	}
	return false;
}

static bool is_listening(int fd)
{
	socklen_t length = sizeof(int);
	int answer = 0;

	getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &answer, &length);
	return answer != 0;
}

/* TYPE NAME(PARAMETERS), which goes on to the C library's with (ARGUMENTS). */
#define FAILING_IF(CONDITION, TYPE, NAME, PARAMETERS, ARGUMENTS)               \
	TYPE NAME PARAMETERS                                                   \
	{                                                                      \
		TYPE(*real)                                                    \
		PARAMETERS;                                                    \
                                                                               \
		if ((CONDITION) && fails(#NAME))                               \
			return -1;                                             \
		*(void **)&real = dlsym(RTLD_NEXT, #NAME);                     \
		return real ARGUMENTS;                                         \
	}
#define FAILING(TYPE, NAME, PARAMETERS, ARGUMENTS)                             \
	FAILING_IF(true, TYPE, NAME, PARAMETERS, ARGUMENTS)

FAILING(int, socket, (int domain, int type, int protocol),
	(domain, type, protocol))
FAILING(int, bind, (int fd, __CONST_SOCKADDR_ARG address, socklen_t length),
	(fd, address, length))
FAILING(int, listen, (int fd, int backlog), (fd, backlog))
FAILING(int, connect, (int fd, __CONST_SOCKADDR_ARG address, socklen_t length),
	(fd, address, length))
FAILING(int, accept4,
	(int fd, __SOCKADDR_ARG address, socklen_t *length, int flags),
	(fd, address, length, flags))
FAILING(int, getsockname, (int fd, __SOCKADDR_ARG address, socklen_t *length),
	(fd, address, length))
FAILING(int, chmod, (const char *path, mode_t mode), (path, mode))
FAILING(int, fchmod, (int fd, mode_t mode), (fd, mode))
FAILING(int, unlink, (const char *path), (path))
FAILING(int, rename, (const char *from, const char *to), (from, to))
FAILING(int, renameat, (int in, const char *from, int out, const char *to),
	(in, from, out, to))
FAILING(int, unlinkat, (int in, const char *name, int flags), (in, name, flags))
FAILING(int, mkdirat, (int in, const char *name, mode_t mode), (in, name, mode))
FAILING(ssize_t, write, (int fd, const void *bytes, size_t length),
	(fd, bytes, length))
FAILING(int, fsync, (int fd), (fd))
FAILING(int, poll, (struct pollfd * fds, nfds_t count, int timeout),
	(fds, count, timeout))
FAILING(ssize_t, send, (int fd, const void *bytes, size_t length, int flags),
	(fd, bytes, length, flags))
FAILING_IF(operation == EPOLL_CTL_ADD && is_listening(fd), int, epoll_ctl,
	   (int epoll, int operation, int fd, struct epoll_event *event),
	   (epoll, operation, fd, event))
FAILING_IF((flags & MSG_PEEK) == 0, ssize_t, recv,
	   (int fd, void *bytes, size_t length, int flags),
	   (fd, bytes, length, flags))

/* What libc's checks make of it. */
ssize_t __recv_chk(int fd, void *bytes, size_t length, size_t room, int flags);
ssize_t __recv_chk(int fd, void *bytes, size_t length, size_t room, int flags)
{
	(void)room;
	return recv(fd, bytes, length, flags);
}
