/* Reloading in a thread of its own. */
#include "server/reload.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/alloc.h"
#include "server/systemd.h"
#include "telemetry/log.h"

#define STATUS_BYTES 1024

/* Steps of nice(1): a third of the time that others get who want all of it. */
#define LOADS_LATER  5

enum work { WORK_IS_OVER, WORK_HIDE, WORK_RELOAD, WORK_DAY };

struct reload {
	struct app *app;
	pthread_t thread;
	pthread_mutex_t lock; /* over what follows */
	pthread_cond_t change;
	bool asked;	 /* for what is on disk */
	bool asked_day;	 /* for what is loaded, of today */
	bool asked_hide; /* for what is loaded, less what is taken down */
	bool over;
	bool has_ended; /* all but its return */
	pthread_cond_t end;
};

/* Tells the service manager, unless it has been told of the end already. */
static void report(struct reload *reload, const char *status)
{
	pthread_mutex_lock(&reload->lock);
	if (!reload->over)
		systemd_ready(status);
	pthread_mutex_unlock(&reload->lock);
}

static void report_refusal(struct reload *reload, struct err *err)
{
	char status[STATUS_BYTES] = "";

	for (size_t i = 0; i < err->count; i++) {
		char *text = err_text(&err->faults[i], "");

		log_event(LOG_ERROR, "reload refused: %s", text);
		if (i == 0)
			snprintf(status, sizeof(status),
				 "reload refused, the old goes on: %s", text);
		free(text);
	}
	report(reload, status);
	err_free(err);
}

/* The service manager goes on saying what became of the last reload. */
static void begin_day(struct reload *reload)
{
	if (app_begin_day(reload->app))
		log_event(LOG_NOTICE, "a new day begins with what is loaded");
}

static void hide(struct reload *reload)
{
	struct err err = { 0 };

	if (app_hide(reload->app, &err) != 0)
		log_event(LOG_ERROR, "%s %s; what it said before stays hidden",
			  err.faults[0].file, err.faults[0].text);
	err_free(&err);
}

static void reload_once(struct reload *reload)
{
	struct err err = { 0 };

	if (app_reload(reload->app, &err) != 0) {
		report_refusal(reload, &err);
		return;
	}
	log_event(LOG_NOTICE, "reloaded");
	report(reload, "reloaded");
}

static bool take(bool *asked)
{
	bool was_asked = *asked;

	*asked = false;
	return was_asked;
}

static enum work wait_until_asked(struct reload *reload)
{
	enum work work = WORK_IS_OVER;

	pthread_mutex_lock(&reload->lock);
	while (!reload->asked && !reload->asked_day && !reload->asked_hide &&
	       !reload->over)
		pthread_cond_wait(&reload->change, &reload->lock);
	if (!reload->over && take(&reload->asked_hide)) {
		work = WORK_HIDE;
	} else if (!reload->over && take(&reload->asked)) {
		systemd_reloading();
		work = WORK_RELOAD;
	} else if (!reload->over && take(&reload->asked_day)) {
		work = WORK_DAY;
	}
	pthread_mutex_unlock(&reload->lock);
	return work;
}

/* What is asked for comes first. The threads that help begin as this one is;
 * where the system does not let it, all are alike. On Linux, 0 is the thread
 * that asks. */
static void stand_back(void)
{
	int now = getpriority(PRIO_PROCESS, 0);

	setpriority(PRIO_PROCESS, 0, now + LOADS_LATER);
}

static void *run(void *data)
{
	struct reload *reload = data;
	enum work work;

	stand_back();

	while ((work = wait_until_asked(reload)) != WORK_IS_OVER) {
		if (work == WORK_HIDE)
			hide(reload);
		else if (work == WORK_DAY)
			begin_day(reload);
		else
			reload_once(reload);
	}
	pthread_mutex_lock(&reload->lock);
	reload->has_ended = true;
	pthread_cond_signal(&reload->end);
	pthread_mutex_unlock(&reload->lock);
	return NULL;
}

/* The end is waited for by the clock that nobody sets. */
static void prepare(struct reload *reload)
{
	pthread_condattr_t how;

	pthread_condattr_init(&how);
	pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
	pthread_mutex_init(&reload->lock, NULL);
	pthread_cond_init(&reload->change, NULL);
	pthread_cond_init(&reload->end, &how);
	pthread_condattr_destroy(&how);
}

static void destroy(struct reload *reload)
{
	pthread_cond_destroy(&reload->end);
	pthread_cond_destroy(&reload->change);
	pthread_mutex_destroy(&reload->lock);
	free(reload);
}

struct reload *reload_start(struct app *app, struct err *err)
{
	struct reload *reload = alloc_zero(sizeof(*reload));
	int fault;

	reload->app = app;
	prepare(reload);
	fault = pthread_create(&reload->thread, NULL, run, reload);
	if (fault == 0)
		return reload;
	err_plain(err, "the reloading thread cannot be started: %s",
		  strerror(fault));
	destroy(reload);
	return NULL;
}

static void tell(struct reload *reload, bool *what)
{
	pthread_mutex_lock(&reload->lock);
	*what = true;
	pthread_mutex_unlock(&reload->lock);
	pthread_cond_signal(&reload->change);
}

void reload_ask(struct reload *reload)
{
	tell(reload, &reload->asked);
}

void reload_ask_day(struct reload *reload)
{
	tell(reload, &reload->asked_day);
}

void reload_ask_hide(struct reload *reload)
{
	tell(reload, &reload->asked_hide);
}

void reload_close(struct reload *reload)
{
	tell(reload, &reload->over);
}

static bool ends_within(struct reload *reload, int timeout_s)
{
	struct timespec until;
	int waited = 0;
	bool has_ended;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += timeout_s;
	pthread_mutex_lock(&reload->lock);
	while (!reload->has_ended && waited == 0)
		waited = pthread_cond_timedwait(&reload->end, &reload->lock,
						&until);
	has_ended = reload->has_ended;
	pthread_mutex_unlock(&reload->lock);
	return has_ended;
}

bool reload_stop(struct reload *reload, int timeout_s)
{
	if (reload == NULL)
		return true;
	reload_close(reload);
	if (!ends_within(reload, timeout_s))
		return false;
	pthread_join(reload->thread, NULL);
	destroy(reload);
	return true;
}
