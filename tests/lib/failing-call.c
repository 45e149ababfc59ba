/* Lets calls of the system fail: to be preloaded. FAILING_CALL is `NAME ERRNO
 * SKIPPED COUNT`, several with a semicolon between: which call, with which
 * number, after how many that succeed, and how many then fail; with the number
 * 0 the process is killed there, and with -1 a send() or write() takes but one
 * byte. Of recv() those count that take what they see, and those that only look
 * are called recv_peek; of epoll_ctl() those that watch a listening socket, and
 * those that begin to watch something else are called epoll_add; a fcntl() that
 * makes another descriptor is called dup. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
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
	errno = number > 0 ? number : 0;
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

/* TYPE NAME(PARAMETERS), called WISH in wishes, which goes on to the C
 * library's with (ARGUMENTS). */
#define FAILING_AS(WISH, TYPE, NAME, PARAMETERS, ARGUMENTS)                    \
	TYPE NAME PARAMETERS                                                   \
	{                                                                      \
		TYPE(*real)                                                    \
		PARAMETERS;                                                    \
                                                                               \
		if (fails(WISH))                                               \
			return -1;                                             \
		*(void **)&real = dlsym(RTLD_NEXT, #NAME);                     \
		return real ARGUMENTS;                                         \
	}
#define FAILING(TYPE, NAME, PARAMETERS, ARGUMENTS)                             \
	FAILING_AS(#NAME, TYPE, NAME, PARAMETERS, ARGUMENTS)

/* The same of what may take less than all: then with the ARGUMENTS of LESS. */
#define FAILING_OR_SHORT(NAME, PARAMETERS, ARGUMENTS, LESS)                    \
	ssize_t NAME PARAMETERS                                                \
	{                                                                      \
		ssize_t(*real) PARAMETERS;                                     \
		bool is_meant = fails(#NAME);                                  \
                                                                               \
		if (is_meant && errno != 0)                                    \
			return -1;                                             \
		*(void **)&real = dlsym(RTLD_NEXT, #NAME);                     \
		return is_meant ? real LESS : real ARGUMENTS;                  \
	}

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
FAILING(int, renameat2,
	(int in, const char *from, int out, const char *to, unsigned flags),
	(in, from, out, to, flags))
FAILING(int, mkdir, (const char *name, mode_t mode), (name, mode))
FAILING(int, rmdir, (const char *name), (name))
FAILING(int, unlinkat, (int in, const char *name, int flags), (in, name, flags))
FAILING(int, mkdirat, (int in, const char *name, mode_t mode), (in, name, mode))
FAILING_OR_SHORT(write, (int fd, const void *bytes, size_t length),
		 (fd, bytes, length), (fd, bytes, 1))
FAILING(int, fsync, (int fd), (fd))
FAILING(int, poll, (struct pollfd * fds, nfds_t count, int timeout),
	(fds, count, timeout))
FAILING_OR_SHORT(send, (int fd, const void *bytes, size_t length, int flags),
		 (fd, bytes, length, flags), (fd, bytes, 1, flags))
FAILING_AS(operation != EPOLL_CTL_ADD ? "epoll_ctl of others" :
	   is_listening(fd)	      ? "epoll_ctl" :
					"epoll_add",
	   int, epoll_ctl,
	   (int epoll, int operation, int fd, struct epoll_event *event),
	   (epoll, operation, fd, event))
FAILING(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags),
	(fd, message, flags))
FAILING(int, epoll_create1, (int flags), (flags))
FAILING(int, signalfd, (int fd, const sigset_t *set, int flags),
	(fd, set, flags))
FAILING(int, eventfd, (unsigned int count, int flags), (count, flags))
FAILING_AS((flags & MSG_PEEK) != 0 ? "recv_peek" : "recv", ssize_t, recv,
	   (int fd, void *bytes, size_t length, int flags),
	   (fd, bytes, length, flags))

/* Of those that have no third argument, it is passed on all the same. */
int fcntl64(int fd, int command, ...);
int fcntl64(int fd, int command, ...)
{
	int (*real)(int, int, ...);
	va_list arguments;
	void *argument;

	if (fails(command == F_DUPFD_CLOEXEC ? "dup" : "fcntl"))
		return -1;
	va_start(arguments, command);
	argument = va_arg(arguments, void *);
	va_end(arguments);
	*(void **)&real = dlsym(RTLD_NEXT, "fcntl64");
	return real(fd, command, argument);
}

/* What libc's checks make of it. */
ssize_t __recv_chk(int fd, void *bytes, size_t length, size_t room, int flags);
ssize_t __recv_chk(int fd, void *bytes, size_t length, size_t room, int flags)
{
	(void)room;
	return recv(fd, bytes, length, flags);
}
