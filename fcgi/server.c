/* The life of the responder. */
#include "server.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sysexits.h>
#include <unistd.h>

#include "alloc.h"
#include "clock.h"
#include "listener.h"
#include "lobby.h"
#include "log.h"
#include "reload.h"
#include "worker.h"

#define STOP_MS		  1000
#define ACCEPT_PAUSE_MS	  100
#define COMPLAINT_MS	  60000
#define RELOAD_PATIENCE_S 1
#define LOOK_MS		  30000 /* at the day */
#define EVENTS		  64
#define ACCEPTS_PER_ROUND 64
#define OTHER_DESCRIPTORS 32
#define NAME_BYTES	  ((size_t)256)

/* What epoll watches apart from connections. An event carries one of these,
 * or the address of a connection, which is never that small. */
enum source { LISTENER, SIGNALS, BELL, SOURCES };

struct server {
	struct app *app;
	struct listener listener;
	int epoll, signals;
	struct worker_crew *crew;
	struct reload *reload;
	struct lobby *lobby;
	long long resume_at;	  /* accepting rests; LLONG_MAX: it does not */
	long long complain_after; /* about the descriptors that are missing */
	long long stop_at;	  /* LLONG_MAX: there is no hurry */
	long long request_ms;
	long long look_at; /* the day */
	bool has_asked;	   /* for the generation of a new day */
	bool is_stopping;
};

static int watch(const struct server *server, int fd, enum source source)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = source };

	return epoll_ctl(server->epoll, EPOLL_CTL_ADD, fd, &event);
}

static void stop_watching_listener(struct server *server)
{
	/* Closing alone would not do when the socket was handed over: the
	 * other process still has it. */
	epoll_ctl(server->epoll, EPOLL_CTL_DEL, server->listener.fd, NULL);
}

static void rest(struct server *server, int why)
{
	long long now = clock_ms();

	stop_watching_listener(server);
	server->resume_at = now + ACCEPT_PAUSE_MS;
	if (now < server->complain_after)
		return;
	server->complain_after = now + COMPLAINT_MS;
	log_event(LOG_WARNING, "connections have to wait: %s", strerror(why));
}

static void accept_some(struct server *server)
{
	for (size_t i = 0; i < ACCEPTS_PER_ROUND; i++) {
		int fd = -1;

		errno = EMFILE;
		if (!lobby_is_full(server->lobby))
			fd = listener_accept(&server->listener);
		if (fd < 0 && errno != EAGAIN)
			rest(server, errno);
		if (fd < 0)
			return;
		lobby_welcome(server->lobby, fd);
	}
}

static void stop_within(struct server *server, long long patience_ms)
{
	long long stop_at = clock_ms() + patience_ms;

	if (stop_at < server->stop_at)
		server->stop_at = stop_at;
	if (server->is_stopping)
		return;
	log_event(LOG_NOTICE, "stopping");
	server->is_stopping = true;
	server->resume_at = LLONG_MAX;
	stop_watching_listener(server);
	listener_close(&server->listener);
	lobby_close(server->lobby);
}

static void stop_now(struct server *server)
{
	stop_within(server, STOP_MS);
	lobby_clear(server->lobby);
}

static void stop_gently(struct server *server)
{
	stop_within(server, server->request_ms);
}

static void take_back(struct server *server)
{
	lobby_take_back(server->lobby);
}

static void ask_for_reload(struct server *server)
{
	reload_ask(server->reload);
}

static void do_nothing(struct server *server)
{
	(void)server;
}

static const struct {
	int number;
	void (*act)(struct server *server);
} actions[] = {
	{ SIGHUP, ask_for_reload }, { SIGTERM, stop_now },
	{ SIGINT, stop_now },	    { SIGQUIT, stop_gently },
	{ SIGUSR1, do_nothing }, /* the log is standard error */
};

static void read_signals(struct server *server)
{
	struct signalfd_siginfo info;

	while (read(server->signals, &info, sizeof(info)) == sizeof(info))
		for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
			if (actions[i].number == (int)info.ssi_signo)
				actions[i].act(server);
}

static void (*const handlers[])(struct server *server) = {
	[LISTENER] = accept_some,
	[SIGNALS] = read_signals,
	[BELL] = take_back,
};

/* Connections go first: what the sources do may close any of them. */
static void handle(struct server *server, const struct epoll_event *events,
		   int count)
{
	for (int i = 0; i < count; i++)
		if (events[i].data.u64 >= SOURCES)
			lobby_hear(server->lobby, events[i].data.u64,
				   events[i].events);
	for (int i = 0; i < count; i++)
		if (events[i].data.u64 < SOURCES)
			handlers[events[i].data.u64](server);
}

/* A new day needs a new generation; it is asked for once. */
static void look_at_the_day(struct server *server)
{
	bool is_of_today = app_is_of_today(server->app);

	if (!is_of_today && !server->has_asked)
		reload_ask(server->reload);
	server->has_asked = !is_of_today;
}

/* Does what is due. */
static void expire(struct server *server)
{
	long long now = clock_ms();

	if (server->look_at <= now) {
		server->look_at = now + LOOK_MS;
		look_at_the_day(server);
	}
	lobby_expire(server->lobby, now);
	if (server->stop_at <= now) {
		server->stop_at = LLONG_MAX;
		lobby_clear(server->lobby);
		lobby_let_go(server->lobby);
	}
	if (server->resume_at <= now) {
		server->resume_at = LLONG_MAX;
		watch(server, server->listener.fd, LISTENER);
	}
}

/* Milliseconds to the next thing that is due. */
static int patience(const struct server *server)
{
	long long next = lobby_next_deadline(server->lobby);
	long long left;

	if (server->look_at < next)
		next = server->look_at;
	if (server->resume_at < next)
		next = server->resume_at;
	if (server->stop_at < next)
		next = server->stop_at;
	left = next - clock_ms();
	return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

static void serve(struct server *server)
{
	while (!server->is_stopping || !lobby_is_empty(server->lobby)) {
		struct epoll_event events[EVENTS];

		handle(server, events,
		       epoll_wait(server->epoll, events, EVENTS,
				  patience(server)));
		expire(server);
	}
}

/* Every thread that is started later inherits what is blocked here. */
static int open_signals(void)
{
	static const struct {
		int number;
		void (*disposition)(int);
	} ours[] = {
		{ SIGPIPE, SIG_IGN },
		{ SIGTERM, SIG_DFL },
		{ SIGUSR1, SIG_DFL },
	};
	sigset_t set;

	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++)
		signal(ours[i].number, ours[i].disposition);
	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		sigaddset(&set, actions[i].number);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* How many connections leave enough descriptors for everything else: a worker
 * needs one for its request and one for Redis. */
static size_t count_room(const struct worker_crew *crew)
{
	size_t others = OTHER_DESCRIPTORS + 2 * worker_count(crew);
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur <= others)
		return 1;
	return (size_t)limit.rlim_cur - others;
}

static int open_server(struct server *server, struct app *app, struct err *err)
{
	const struct settings *settings = app_settings(app);

	if (worker_prepare(err) != 0)
		return -1;
	server->signals = open_signals();
	if (listener_open(&server->listener, settings->listen, err) != 0)
		return -1;
	server->reload = reload_start(app, err);
	if (server->reload == NULL)
		return -1;
	server->crew = worker_start(app, (size_t)settings->threads, err);
	if (server->crew == NULL)
		return -1;
	server->epoll = epoll_create1(EPOLL_CLOEXEC);
	server->lobby = lobby_new(server->epoll, server->crew,
				  server->request_ms, count_room(server->crew));
	if (watch(server, server->listener.fd, LISTENER) != 0 ||
	    watch(server, server->signals, SIGNALS) != 0 ||
	    watch(server, worker_bell(server->crew), BELL) != 0)
		return err_plain(err, "epoll cannot be set up: %s",
				 strerror(errno));
	return 0;
}

static void log_opened(const struct server *server)
{
	struct buf name = buf_new(NAME_BYTES);

	address_write(&server->listener.address, &name);
	log_event(LOG_NOTICE, "serving at %s with %zu threads", buf_text(&name),
		  worker_count(server->crew));
	buf_free(&name);
}

static void close_server(struct server *server)
{
	worker_stop(server->crew);
	lobby_free(server->lobby);
	listener_close(&server->listener);
	if (!reload_stop(server->reload, RELOAD_PATIENCE_S))
		_exit(EX_OK);
	if (server->epoll >= 0)
		close(server->epoll);
	if (server->signals >= 0)
		close(server->signals);
	free(server);
}

int server_run(struct app *app, struct err *err)
{
	struct server *server = alloc_zero(sizeof(*server));
	int opened;

	server->app = app;
	server->request_ms = app_settings(app)->request_ms;
	server->listener.fd = -1;
	server->epoll = -1;
	server->signals = -1;
	server->resume_at = LLONG_MAX;
	server->stop_at = LLONG_MAX;
	opened = open_server(server, app, err);
	if (opened == 0) {
		log_opened(server);
		serve(server);
	}
	close_server(server);
	return opened;
}
