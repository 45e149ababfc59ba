/* The listening socket. */
#include "server/listener.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/socket-address.h"
#include "server/systemd.h"

#define BACKLOG	      1024
#define PROBE_MS      1000
#define SOCKET_MODE   0660
/* Unread bytes of a whole request have to fit into the socket. */
#define RECEIVE_BYTES (512 * 1024)
/* The longest that libfcgi may wait for bytes that were seen already. */
#define READ_S	      1

static bool is_listening(int fd)
{
	socklen_t length = sizeof(int);
	int answer = 0;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &answer, &length) ==
		       0 &&
	       answer != 0;
}

static int take_handed_over(struct listener *listener, int count,
			    struct err *err)
{
	if (count != 1)
		return err_plain(err, "LISTEN_FDS is %d; one socket is wanted",
				 count);
	if (!is_listening(SYSTEMD_SOCKET))
		return err_plain(err,
				 "descriptor %d (LISTEN_FDS) does not "
				 "listen",
				 SYSTEMD_SOCKET);
	listener->fd = SYSTEMD_SOCKET;
	return 0;
}

/* Whether the file at `path` may go: a socket on which no one listens. */
static int make_room(const struct socket_address *address, const char *path,
		     struct err *err)
{
	struct stat info;
	int fd;

	if (lstat(path, &info) != 0)
		return 0;
	if (!S_ISSOCK(info.st_mode))
		return err_plain(err, "%s exists and is not a socket", path);
	fd = socket_address_connect(address, clock_ms() + PROBE_MS);
	if (fd < 0 && errno == ECONNREFUSED)
		return unlink(path) == 0 ?
			       0 :
			       err_plain(err, "%s cannot be replaced: %s", path,
					 strerror(errno));
	if (fd >= 0)
		close(fd);
	return err_plain(err, "another responder listens at unix:%s", path);
}

static int bind_path(int fd, const struct socket_address *address,
		     const char *path, struct err *err)
{
	if (make_room(address, path, err) != 0)
		return -1;
	/* The file gets the mode of the socket less the umask: it is never
	 * open to more than it should be. */
	if (fchmod(fd, SOCKET_MODE) != 0 ||
	    bind(fd, (const struct sockaddr *)&address->socket,
		 address->length) != 0 ||
	    chmod(path, SOCKET_MODE) != 0)
		return err_plain(err, "unix:%s cannot be made: %s", path,
				 strerror(errno));
	return 0;
}

static int bind_port(int fd, const struct socket_address *address,
		     const char *text, struct err *err)
{
	int on = 1, bytes = RECEIVE_BYTES;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (bind(fd, (const struct sockaddr *)&address->socket,
		 address->length) == 0)
		return 0;
	if (errno == EADDRINUSE)
		return err_plain(err, "another program listens at %s", text);
	return err_plain(err, "%s cannot be bound: %s", text, strerror(errno));
}

static int make(struct listener *listener, const char *text, struct err *err)
{
	struct socket_address address;
	const char *path;
	int bound;

	if (!socket_address_read(&address, text))
		return err_plain(err,
				 "`%s` is not an address: unix:PATH or "
				 "HOST:PORT with a numeric host",
				 text);
	listener->fd =
		socket(address.socket.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (listener->fd < 0)
		return err_plain(err, "no socket can be made: %s",
				 strerror(errno));
	path = socket_address_path(&address);
	bound = path != NULL ? bind_path(listener->fd, &address, path, err) :
			       bind_port(listener->fd, &address, text, err);
	if (bound != 0)
		return -1;
	listener->is_ours = true;
	if (listen(listener->fd, BACKLOG) != 0)
		return err_plain(err, "no one can connect to %s: %s", text,
				 strerror(errno));
	return 0;
}

/* Readies the socket, whoever made it. */
static int set_up(struct listener *listener, struct err *err)
{
	struct socket_address *address = &listener->address;

	address->length = sizeof(address->socket);
	if (fcntl(listener->fd, F_SETFD, FD_CLOEXEC) != 0 ||
	    fcntl(listener->fd, F_SETFL, O_NONBLOCK) != 0 ||
	    getsockname(listener->fd, (struct sockaddr *)&address->socket,
			&address->length) != 0)
		return err_plain(err, "the listening socket is faulty: %s",
				 strerror(errno));
	return 0;
}

int listener_open(struct listener *listener, const char *address,
		  struct err *err)
{
	int count = systemd_sockets();
	int opened = 0;

	*listener = (struct listener){ .fd = -1 };
	if (count != 0)
		opened = take_handed_over(listener, count, err);
	else if (is_listening(STDIN_FILENO))
		listener->fd =
			fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	else
		opened = make(listener, address, err);
	if (opened == 0)
		opened = set_up(listener, err);
	if (opened != 0)
		listener_close(listener);
	return opened;
}

int listener_accept(const struct listener *listener)
{
	const struct timeval patience = { .tv_sec = READ_S };
	int fd;

	do {
		fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC);
	} while (fd < 0 && (errno == EINTR || errno == ECONNABORTED));
	if (fd >= 0)
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience,
			   sizeof(patience));
	return fd;
}

void listener_hide(struct listener *listener)
{
	const char *path = socket_address_path(&listener->address);

	if (listener->is_ours && path != NULL)
		unlink(path);
	listener->is_ours = false;
}

void listener_close(struct listener *listener)
{
	if (listener->fd < 0)
		return;
	/* The file goes first: once the socket is closed, another responder
	 * may put its own there. */
	listener_hide(listener);
	close(listener->fd);
	listener->fd = -1;
}
