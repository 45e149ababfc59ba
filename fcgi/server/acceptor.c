/* The listening socket's making, its rests, and its end. */
#include "server/acceptor.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/clock.h"
#include "server/systemd.h"
#include "telemetry/log.h"

#define BACKLOG		  1024
#define PROBE_MS	  1000
#define SOCKET_MODE	  0660
/* Unread bytes of a whole request have to fit into the socket. */
#define RECEIVE_BYTES	  (512 * 1024)
/* The longest that libfcgi may wait for bytes that were seen already. */
#define READ_S		  1
#define PAUSE_MS	  100
#define COMPLAINT_MS	  60000
#define ACCEPTS_PER_ROUND 64
#define LAST_ROUNDS	  64

static bool is_listening(int fd)
{
	socklen_t length = sizeof(int);
	int answer = 0;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &answer, &length) ==
		       0 &&
	       answer != 0;
}

static int take_handed_over(struct acceptor *acceptor, int count,
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
	acceptor->fd = SYSTEMD_SOCKET;
	return 0;
}

/* As another descriptor, because number 0 is everybody's standard input. */
static int take_input(struct acceptor *acceptor, struct err *err)
{
	acceptor->fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (acceptor->fd >= 0)
		return 0;
	return err_plain(err, "standard input cannot be taken over: %s",
			 strerror(errno));
}

/* Whether it is the service manager that listens there, for a responder that it
 * would start. */
static bool is_managers(int fd)
{
	struct ucred peer = { 0 };
	socklen_t length = sizeof(peer);

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 &&
	       peer.pid == 1;
}

static int report_listener(int fd, const char *path, struct err *err)
{
	bool is_waiting = fd >= 0 && is_managers(fd);

	if (fd >= 0)
		close(fd);
	if (is_waiting)
		return err_plain(err,
				 "systemd holds unix:%s for its own service; "
				 "`systemctl start signpost` starts that, or "
				 "`systemctl stop signpost.socket` frees it",
				 path);
	return err_plain(err, "another responder listens at unix:%s", path);
}

/* Whether the file at `path` may go: a socket on which no one listens. */
static int make_way(const struct socket_address *address, const char *path,
		    struct err *err)
{
	struct stat info;
	int fd;

	if (lstat(path, &info) != 0)
		return 0;
	if (!S_ISSOCK(info.st_mode))
		return err_plain(err, "%s exists and is not a socket", path);
	fd = socket_address_connect(address, clock_ms() + PROBE_MS);
	/* Where the queue is full, somebody has it. */
	if (fd >= 0 || errno == EAGAIN)
		return report_listener(fd, path, err);
	if (errno != ECONNREFUSED && errno != ENOENT)
		return err_plain(err,
				 "whether another responder listens at unix:%s "
				 "cannot be found out: %s",
				 path, strerror(errno));
	if (unlink(path) == 0 || errno == ENOENT)
		return 0;
	return err_plain(err, "%s cannot be replaced: %s", path,
			 strerror(errno));
}

static int bind_path(int fd, const struct socket_address *address,
		     const char *path, struct err *err)
{
	if (make_way(address, path, err) != 0)
		return -1;
	/* The file gets the mode of the socket less the umask: it is never
	 * open to more than it should be. */
	if (fchmod(fd, SOCKET_MODE) != 0 ||
	    bind(fd, (const struct sockaddr *)&address->socket,
		 address->length) != 0)
		return err_plain(err, "unix:%s cannot be made: %s", path,
				 strerror(errno));
	if (chmod(path, SOCKET_MODE) == 0)
		return 0;
	err_plain(err, "unix:%s cannot be opened to its group: %s", path,
		  strerror(errno));
	unlink(path);
	return -1;
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

static int make_socket(struct acceptor *acceptor, const char *text,
		       struct err *err)
{
	struct socket_address address;
	const char *path;
	int bound;

	if (!socket_address_read(&address, text))
		return err_plain(err,
				 "`%s` is not an address: unix:PATH or "
				 "HOST:PORT with a numeric host",
				 text);
	acceptor->fd =
		socket(address.socket.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (acceptor->fd < 0)
		return err_plain(err, "no socket can be made: %s",
				 strerror(errno));
	path = socket_address_path(&address);
	bound = path != NULL ? bind_path(acceptor->fd, &address, path, err) :
			       bind_port(acceptor->fd, &address, text, err);
	if (bound != 0)
		return -1;
	acceptor->is_ours = true;
	acceptor->address = address;
	if (listen(acceptor->fd, BACKLOG) != 0)
		return err_plain(err, "no one can connect to %s: %s", text,
				 strerror(errno));
	return 0;
}

/* Readies the socket, whoever made it. */
static int set_up_socket(struct acceptor *acceptor, struct err *err)
{
	struct socket_address *address = &acceptor->address;

	address->length = sizeof(address->socket);
	if (fcntl(acceptor->fd, F_SETFD, FD_CLOEXEC) != 0 ||
	    fcntl(acceptor->fd, F_SETFL, O_NONBLOCK) != 0 ||
	    getsockname(acceptor->fd, (struct sockaddr *)&address->socket,
			&address->length) != 0)
		return err_plain(err, "the listening socket is faulty: %s",
				 strerror(errno));
	return 0;
}

/* A connection, blocking and closed on exec. -1 with errno: EAGAIN when no one
 * waits, anything else when it is better to try again later. */
static int accept_one(const struct acceptor *acceptor,
		      struct sockaddr_storage *peer)
{
	const struct timeval timeout = { .tv_sec = READ_S };
	socklen_t length = sizeof(*peer);
	int fd;

	do {
		fd = accept4(acceptor->fd, (struct sockaddr *)peer, &length,
			     SOCK_CLOEXEC);
	} while (fd < 0 && (errno == EINTR || errno == ECONNABORTED));
	if (fd >= 0)
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout,
			   sizeof(timeout));
	return fd;
}

static bool is_among(const struct settings_networks *networks,
		     const struct sockaddr_storage *peer)
{
	return network_list_has(&networks->list, (const void *)peer);
}

/* What comes through a file of this machine is as the file's mode has it. */
static void add(struct acceptor *acceptor, int fd,
		const struct sockaddr_storage *peer)
{
	const struct settings *settings = acceptor->settings;
	bool is_local = acceptor->address.socket.ss_family == AF_UNIX;

	if (is_local || is_among(&settings->peers, peer)) {
		loops_add(acceptor->loops, fd,
			  !is_local &&
				  !is_among(&settings->internal_peers, peer));
		return;
	}
	close(fd);
	if (atomic_fetch_add(&acceptor->counters->strangers, 1) == 0)
		log_event(LOG_WARNING,
			  "a machine that server.peers does not name has "
			  "connected and was refused; others are only counted");
}

/* Takes away the file of a socket made here, so that no one finds it any more;
 * those who have may still be accepted. */
static void unlink_ours(struct acceptor *acceptor)
{
	const char *path = socket_address_path(&acceptor->address);

	if (acceptor->is_ours && path != NULL)
		unlink(path);
	acceptor->is_ours = false;
}

static int watch(const struct acceptor *acceptor)
{
	struct epoll_event event = {
		.events = EPOLLIN,
		.data.u64 = acceptor->event,
	};

	return epoll_ctl(acceptor->epoll, EPOLL_CTL_ADD, acceptor->fd, &event);
}

/* Closing alone would not do when the socket was handed over: the other
 * process still has it. */
static void ignore(const struct acceptor *acceptor)
{
	epoll_ctl(acceptor->epoll, EPOLL_CTL_DEL, acceptor->fd, NULL);
}

/* `count` is how many connections there were before one could not be accepted:
 * one that another loop has closed since makes room. */
static void rest(struct acceptor *acceptor, size_t count, int why)
{
	long long now = clock_ms();

	ignore(acceptor);
	acceptor->resume_at = now + PAUSE_MS;
	loops_want_closing(acceptor->loops, true);
	acceptor->resume_below = count;
	if (now < acceptor->complain_after)
		return;
	acceptor->complain_after = now + COMPLAINT_MS;
	log_event(LOG_WARNING, "connections have to wait: %s", strerror(why));
}

bool acceptor_is_alone(const struct acceptor *acceptor)
{
	const struct settings *settings = acceptor->settings;
	const struct sockaddr_storage *own = &acceptor->address.socket;

	return own->ss_family != AF_UNIX &&
	       strcmp(settings->peers.text, SETTINGS_THIS_MACHINE) == 0 &&
	       !is_among(&settings->peers, own);
}

int acceptor_open(struct acceptor *acceptor, struct app *app, struct err *err)
{
	int count = systemd_sockets();
	int opened = 0;

	*acceptor = (struct acceptor){
		.settings = app_settings(app),
		.counters = app_vitals(app),
		.fd = -1,
		.epoll = -1,
		.resume_at = LLONG_MAX,
	};
	if (count != 0)
		opened = take_handed_over(acceptor, count, err);
	else if (is_listening(STDIN_FILENO))
		opened = take_input(acceptor, err);
	else
		opened = make_socket(acceptor, acceptor->settings->listen, err);
	if (opened == 0)
		opened = set_up_socket(acceptor, err);
	if (opened != 0)
		acceptor_close(acceptor);
	return opened;
}

int acceptor_watch(struct acceptor *acceptor, int epoll, uint64_t event,
		   struct loops *loops)
{
	acceptor->epoll = epoll;
	acceptor->event = event;
	acceptor->loops = loops;
	return watch(acceptor);
}

/* An event may come after the socket was closed. */
bool acceptor_accept(struct acceptor *acceptor)
{
	if (acceptor->fd < 0)
		return false;
	for (size_t i = 0; i < ACCEPTS_PER_ROUND; i++) {
		struct sockaddr_storage peer = { 0 };
		size_t count = loops_count(acceptor->loops);
		int fd = -1;

		errno = EMFILE;
		if (loops_are_full(acceptor->loops))
			loops_order(acceptor->loops, LOOP_MAKE_ROOM);
		if (!loops_are_full(acceptor->loops))
			fd = accept_one(acceptor, &peer);
		if (fd < 0 && errno != EAGAIN)
			rest(acceptor, count, errno);
		if (fd < 0)
			return false;
		add(acceptor, fd, &peer);
	}
	return true;
}

void acceptor_resume(struct acceptor *acceptor, long long now)
{
	bool has_room = loops_count(acceptor->loops) < acceptor->resume_below;

	if (acceptor->resume_at > now && !has_room)
		return;
	acceptor->resume_below = 0;
	acceptor->resume_at = LLONG_MAX;
	loops_want_closing(acceptor->loops, false);
	if (watch(acceptor) != 0)
		rest(acceptor, loops_count(acceptor->loops), errno);
}

void acceptor_drain(struct acceptor *acceptor)
{
	size_t rounds = acceptor->is_ours ? LAST_ROUNDS : 0;

	unlink_ours(acceptor);
	while (rounds-- > 0 && acceptor_accept(acceptor))
		;
}

void acceptor_close(struct acceptor *acceptor)
{
	if (acceptor->fd < 0)
		return;
	ignore(acceptor);
	/* The file goes first: once the socket is closed, another responder
	 * may put its own there. */
	unlink_ours(acceptor);
	close(acceptor->fd);
	acceptor->fd = -1;
	acceptor->resume_at = LLONG_MAX;
	acceptor->resume_below = 0;
}
