/* The first loop, which also has the signals and timers of the process. */
#include "server/server.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "server/acceptor.h"
#include "server/fastcgi-request.h"
#include "server/loops.h"
#include "server/reload.h"
#include "server/systemd.h"
#include "server/worker-pool.h"
#include "telemetry/log.h"

#define STOP_MS		 1000
#define RELOAD_TIMEOUT_S 1
#define LOOK_MS		 30000 /* at the day */
#define HIDE_MS		 1000  /* at what is taken down */
#define EVENTS		 64
#define TEXT_BYTES	 ((size_t)512)

/* What epoll watches apart from connections. An event carries one of these,
 * or the address of a connection, which is never that small. */
enum source { LISTENER, SIGNALS, WORKERS, LOOPS, SOURCES };

/* What is due at a time. */
enum timer {
	TIMER_DAY,	  /* whether it is still the generation's */
	TIMER_HIDE,	  /* whether something else is taken down */
	TIMER_INCOMPLETE, /* who has not asked when it stops is closed */
	TIMER_STOP,	  /* what has not been answered is aborted */
	TIMER_ALIVE,	  /* the service manager is told */
	TIMERS
};

struct server {
	struct app *app;
	struct acceptor acceptor;
	int epoll, signals;
	struct worker_pool *workers;
	struct reload *reload;
	struct loops *loops;
	char *log; /* the file that USR1 opens anew, or NULL */
	long long request_ms;
	long long due[TIMERS]; /* LLONG_MAX: never */
	bool is_stopping;
};

static int watch(const struct server *server, int fd, enum source source)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = source };

	return epoll_ctl(server->epoll, EPOLL_CTL_ADD, fd, &event);
}

/* Once it has begun, it can only be hurried. */
static void begin_to_stop(struct server *server)
{
	static const char how[] = "stopping when requests have ended";

	server->is_stopping = true;
	atomic_store(&app_vitals(server->app)->is_stopping, true);
	server->due[TIMER_INCOMPLETE] = clock_ms() + STOP_MS;
	log_event(LOG_NOTICE, "%s", how);
	reload_close(server->reload);
	systemd_stopping(how);
	acceptor_drain(&server->acceptor);
	acceptor_close(&server->acceptor);
	loops_want_closing(server->loops, true);
	loops_order(server->loops, LOOP_DRAIN);
}

static void stop_within(struct server *server, long long most_ms)
{
	long long stop_at = clock_ms() + most_ms;

	if (stop_at < server->due[TIMER_STOP])
		server->due[TIMER_STOP] = stop_at;
	if (!server->is_stopping)
		begin_to_stop(server);
}

static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1 };

static void obey(struct server *server, int number)
{
	switch (number) {
	case SIGHUP:
		reload_ask(server->reload);
		break;
	case SIGUSR1:
		log_reopen(server->log);
		break;
	case SIGQUIT:
		stop_within(server, server->request_ms);
		break;
	default:
		stop_within(server, STOP_MS);
	}
}

static void read_signals(struct server *server)
{
	struct signalfd_siginfo info;

	while (read(server->signals, &info, sizeof(info)) == sizeof(info))
		obey(server, (int)info.ssi_signo);
}

static void attend(struct server *server, enum source source)
{
	switch (source) {
	case LISTENER:
		acceptor_accept(&server->acceptor);
		break;
	case SIGNALS:
		read_signals(server);
		break;
	case WORKERS:
		connections_take_back(loops_own(server->loops));
		break;
	default:
		loops_heard(server->loops);
	}
}

/* Connections go first: what the sources do may close any of them. */
static void handle(struct server *server, const struct epoll_event *events,
		   int count)
{
	for (int i = 0; i < count; i++)
		if (events[i].data.u64 >= SOURCES)
			connections_handle(events[i].data.u64,
					   events[i].events);
	for (int i = 0; i < count; i++)
		if (events[i].data.u64 < SOURCES)
			attend(server, (enum source)events[i].data.u64);
}

/* A new day needs a new generation. */
static void look_at_the_day(struct server *server, long long now)
{
	if (!app_is_of_today(server->app))
		reload_ask_day(server->reload);
	server->due[TIMER_DAY] = now + LOOK_MS;
}

/* One who must be hidden cannot wait until somebody sends a signal. */
static void look_at_hidden(struct server *server, long long now)
{
	if (app_has_other_hidden(server->app))
		reload_ask_hide(server->reload);
	server->due[TIMER_HIDE] = now + HIDE_MS;
}

/* Who does not answer any more keeps silent, and is started anew. */
static void show_life(struct server *server, long long now)
{
	server->due[TIMER_ALIVE] = now + systemd_alive_ms();
	if (loops_are_alive(server->loops) &&
	    loops_count_stuck(server->loops) <
		    worker_pool_count(server->workers))
		systemd_alive();
}

static bool is_due(struct server *server, enum timer timer, long long now)
{
	if (server->due[timer] > now)
		return false;
	server->due[timer] = LLONG_MAX;
	return true;
}

static void expire(struct server *server)
{
	long long now = clock_ms();

	connections_expire(loops_own(server->loops), now);
	if (is_due(server, TIMER_DAY, now))
		look_at_the_day(server, now);
	if (is_due(server, TIMER_HIDE, now))
		look_at_hidden(server, now);
	if (is_due(server, TIMER_INCOMPLETE, now))
		loops_order(server->loops, LOOP_CLOSE_INCOMPLETE);
	if (is_due(server, TIMER_STOP, now))
		loops_order(server->loops, LOOP_ABORT);
	if (is_due(server, TIMER_ALIVE, now))
		show_life(server, now);
	acceptor_resume(&server->acceptor, now);
}

/* Milliseconds to the next thing that is due. */
static int wait_ms(const struct server *server)
{
	long long next = connections_next_deadline(loops_own(server->loops));
	long long left;

	if (server->acceptor.resume_at < next)
		next = server->acceptor.resume_at;
	for (size_t i = 0; i < TIMERS; i++)
		if (server->due[i] < next)
			next = server->due[i];
	left = next - clock_ms();
	return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

static void serve(struct server *server)
{
	while (!server->is_stopping || loops_count(server->loops) > 0) {
		struct epoll_event events[EVENTS];

		handle(server, events,
		       epoll_wait(server->epoll, events, EVENTS,
				  wait_ms(server)));
		expire(server);
	}
}

/* Every thread that is started later inherits what is blocked here. */
static int open_signals(void)
{
	sigset_t set;

	/* libfcgi has handlers of its own for these. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	signal(SIGUSR1, SIG_DFL);
	sigemptyset(&set);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaddset(&set, signals[i]);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int fail_watching(struct err *err)
{
	return err_plain(err, "epoll cannot be set up: %s", strerror(errno));
}

static int watch_all(struct server *server)
{
	int closing = loops_closing(server->loops);

	if (acceptor_watch(&server->acceptor, server->epoll, LISTENER,
			   server->loops) != 0 ||
	    watch(server, server->signals, SIGNALS) != 0 ||
	    watch(server, loops_returned(server->loops), WORKERS) != 0)
		return -1;
	return closing < 0 ? 0 : watch(server, closing, LOOPS);
}

static int open_server(struct server *server, struct err *err)
{
	const struct settings *settings = app_settings(server->app);

	if (fastcgi_request_prepare(err) != 0)
		return -1;
	server->signals = open_signals();
	if (server->signals < 0)
		return err_plain(err, "signals cannot be waited for: %s",
				 strerror(errno));
	if (acceptor_open(&server->acceptor, server->app, err) != 0)
		return -1;
	server->reload = reload_start(server->app, err);
	if (server->reload == NULL)
		return -1;
	server->workers =
		worker_pool_start(server->app, (size_t)settings->threads, err);
	if (server->workers == NULL)
		return -1;
	server->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (server->epoll < 0)
		return fail_watching(err);
	server->loops =
		loops_start(server->epoll, server->app, server->workers, err);
	if (server->loops == NULL)
		return -1;
	return watch_all(server) == 0 ? 0 : fail_watching(err);
}

static void tell_opened(const struct server *server)
{
	struct buf text = buf_new(TEXT_BYTES);

	buf_puts(&text, "serving at ");
	socket_address_write(&server->acceptor.address, &text);
	buf_printf(&text, " with %zu threads",
		   worker_pool_count(server->workers));
	app_print_trouble(server->app, &text);
	log_event(LOG_NOTICE, "%s", buf_text(&text));
	systemd_ready(buf_text(&text));
	if (acceptor_is_alone(&server->acceptor))
		log_event(LOG_WARNING,
			  "other machines may connect, and each is refused: "
			  "server.peers names none");
	buf_free(&text);
}

static void close_server(struct server *server)
{
	loops_stop(server->loops);
	worker_pool_stop(server->workers);
	loops_free(server->loops);
	acceptor_close(&server->acceptor);
	if (!reload_stop(server->reload, RELOAD_TIMEOUT_S)) {
		log_event(LOG_NOTICE, "a reload is given up");
		_exit(EX_OK);
	}
	if (server->epoll >= 0)
		close(server->epoll);
	if (server->signals >= 0)
		close(server->signals);
	if (server->is_stopping)
		log_event(LOG_NOTICE, "stopped");
	free(server->log);
}

int server_run(struct app *app, struct err *err)
{
	struct server server = {
		.app = app,
		.acceptor.fd = -1,
		.epoll = -1,
		.signals = -1,
		.log = log_path(),
		.request_ms = app_settings(app)->request_ms,
		.due[TIMER_INCOMPLETE] = LLONG_MAX,
		.due[TIMER_STOP] = LLONG_MAX,
		.due[TIMER_ALIVE] = systemd_alive_ms() > 0 ? 0 : LLONG_MAX,
	};
	int opened = open_server(&server, err);

	if (opened == 0) {
		tell_opened(&server);
		serve(&server);
	}
	close_server(&server);
	return opened;
}
