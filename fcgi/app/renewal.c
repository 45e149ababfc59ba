/* What is served changes: by a reload, a new day, a take-down. */
#include "app/app-internal.h"

#include <string.h>
#include <sys/stat.h>

#include "app/last-resort.h"
#include "base/clock.h"
#include "directory/diff.h"
#include "telemetry/log.h"
#include "text/list.h"

#define CHANGES_BYTES ((size_t)64 * 1024)

static struct look look_at(const char *path)
{
	struct look look = { 0 };
	struct stat info;

	if (stat(path, &info) != 0)
		return look;
	look.file = info.st_ino;
	look.size = info.st_size;
	look.changed = info.st_ctim;
	look.written = info.st_mtim;
	return look;
}

struct look app_look(const char *path)
{
	struct arena *arena = arena_new();
	struct look look = look_at(takedown_path(path, arena));

	arena_free(arena);
	return look;
}

void app_begin(struct app *app, const struct generation *generation)
{
	const struct settings *settings =
		generation_edition(generation, false)->settings;

	log_set(settings->log_level, settings->log_format);
	atomic_store(&app->counters->generation_ms, clock_ms());
}

struct generation *app_take(struct app *app)
{
	struct generation *now;

	pthread_mutex_lock(&app->lock);
	now = app->now;
	generation_hold(now);
	pthread_mutex_unlock(&app->lock);
	return now;
}

static void warn_of_open_secrets(const struct edition *edition)
{
	struct err warnings = { 0 };

	secrets_check(edition->settings, &warnings);
	for (size_t i = 0; i < warnings.count; i++)
		log_event(LOG_WARNING, "%s %s", warnings.faults[i].file,
			  warnings.faults[i].text);
	err_free(&warnings);
}

/* A name that is nothing's may be a slip of the pen, and somebody is shown. */
static void tell_unknown(const struct app *app,
			 const struct generation *generation)
{
	const struct edition *edition = generation_edition(generation, false);
	const struct takedown *takedown = edition->takedown;
	const struct collection *collection = edition->directory->collection;

	for (size_t i = 0; i < takedown->count; i++)
		if (!takedown_is_known(&takedown->items[i], collection))
			log_event(LOG_WARNING,
				  "%s names [%s:%s], which nothing is called",
				  app->hidden, takedown->items[i].kind,
				  takedown->items[i].id);
}

/* Of what is taken down: lines that say nothing, and a line that stays. */
static void tell_hidden(const struct app *app,
			const struct generation *generation)
{
	const struct takedown *takedown =
		generation_edition(generation, false)->takedown;
	const struct record *spared = generation_spared(generation);
	struct arena *arena = arena_new();
	struct err faults = { 0 };

	takedown_read(app->hidden, arena, &faults);
	for (size_t i = 0; i < faults.count; i++)
		log_event(LOG_WARNING, "%s:%d: %s", faults.faults[i].file,
			  faults.faults[i].line, faults.faults[i].text);
	if (takedown->count > 0)
		log_event(LOG_NOTICE, "%zu hidden by %s", takedown->count,
			  app->hidden);
	tell_unknown(app, generation);
	if (spared != NULL)
		log_event(LOG_WARNING,
			  "[phone:%s] is hidden by %s and shown all the same: "
			  "no other crisis line is left to talk to",
			  spared->id, app->hidden);
	err_free(&faults);
	arena_free(arena);
}

void app_make_words(struct app *app)
{
	generation_make_words(app->now);
}

void app_warn(struct app *app)
{
	struct generation *now = app_take(app);

	warn_of_open_secrets(generation_edition(now, false));
	tell_hidden(app, now);
	generation_release(now);
}

/* Where there is nothing to serve, the files are those of what was good, unless
 * a line in them has been taken down since: then the shipped lines are better.
 */
void app_publish(struct app *app)
{
	struct generation *now = app_take(app);
	const struct edition *edition = generation_edition(now, false);

	if (!atomic_load(&app->is_bare) || edition->takedown->count > 0)
		last_resort_write(edition);
	generation_release(now);
}

static void tell_unkept(const char *what, struct err *faults)
{
	if (faults->count > 0)
		log_event(LOG_WARNING, "what is %s is not kept: %s %s", what,
			  faults->faults[0].file ? faults->faults[0].file : "",
			  faults->faults[0].text);
	err_free(faults);
}

/* What is taken down is kept by itself: the set that is kept may be older, and
 * stays so while the present one is refused. */
static void keep_hidden(const struct app *app,
			const struct generation *generation)
{
	struct err faults = { 0 };

	if (app->keeps)
		generation_keep_hidden(generation, &faults);
	tell_unkept("hidden", &faults);
}

static void keep(const struct app *app, const struct generation *generation)
{
	struct err faults = { 0 };

	if (app->keeps)
		generation_keep(generation, &faults);
	tell_unkept("good", &faults);
	keep_hidden(app, generation);
}

void app_begin_keeping(struct app *app)
{
	struct generation *now = app_take(app);

	app->keeps = true;
	if (!atomic_load(&app->is_bare) && generation_origin(now) == NULL)
		keep(app, now);
	else
		keep_hidden(app, now);
	generation_release(now);
}

static void warn_of_restart(const struct app *app, const struct generation *new)
{
	struct buf names = buf_new(1024);

	settings_print_fixed(app->settings,
			     generation_edition(new, false)->settings, &names);
	if (generation_has_new_zone(new))
		buf_printf(&names, "%sdirectory.time-zone",
			   names.length > 0 ? ", " : "");
	if (names.length > 0)
		log_event(LOG_WARNING, "changed, but holds after a restart: %s",
			  buf_text(&names));
	buf_free(&names);
}

/* What readers will notice, a line of the log for each; not without end. */
static void log_changes(const struct edition *old, const struct edition *new)
{
	struct buf changes = buf_new(CHANGES_BYTES);
	const char *rest;
	struct list_item line;

	diff_print(old->directory, new->directory, &changes);
	if (buf_is_spoilt(&changes))
		log_event(LOG_NOTICE, "more has changed than the log can hold");
	rest = buf_text(&changes);
	while (list_next_word(&rest, "\n", &line))
		log_event(LOG_NOTICE, "%.*s", (int)line.length, line.text);
	buf_free(&changes);
}

/* The reports are for those inside, so they tell of what is internal too. */
static void tell_changes(struct app *app, const struct edition *old,
			 const struct edition *new)
{
	struct buf changes = buf_new(CHANGES_BYTES);

	diff_print(old->directory, new->directory, &changes);
	reload_report_taken(app->reports, new->today, buf_text(&changes));
	buf_free(&changes);
}

/* What was seen until then, for generation_release(). */
static struct generation *put(struct app *app, struct generation *new)
{
	struct generation *old;

	pthread_mutex_lock(&app->lock);
	old = app->now;
	app->now = new;
	known_forget(app->known);
	pthread_mutex_unlock(&app->lock);
	return old;
}

/* Who lets go of it last frees it, and that is not to be a visitor's thread:
 * what somebody is still being sent after a second is. */
static void let_go(struct generation *old)
{
	generation_outlive(old);
	generation_release(old);
}

/* What was seen until then, for let_go(). What took the place of nothing has no
 * changes. */
static struct generation *swap(struct app *app, struct generation *new)
{
	struct generation *old = put(app, new);

	app_begin(app, new);
	if (!atomic_load(&app->is_bare)) {
		log_changes(generation_edition(old, false),
			    generation_edition(new, false));
		tell_changes(app, generation_edition(old, true),
			     generation_edition(new, true));
	} else {
		reload_report_taken(app->reports,
				    generation_edition(new, true)->today, "");
	}
	return old;
}

int app_reload(struct app *app, struct err *err)
{
	struct generation *old,
		*new = generation_new(app->path, app->overrides, app->now, err);

	if (new == NULL) {
		reload_report_refused(app->reports, err);
		atomic_fetch_add(&app->counters->refusals, 1);
		return -1;
	}
	generation_make_words(new);
	warn_of_restart(app, new);
	warn_of_open_secrets(generation_edition(new, false));
	tell_hidden(app, new);
	old = swap(app, new);
	atomic_store(&app->is_bare, false);
	atomic_fetch_add(&app->counters->reloads, 1);
	app_publish(app);
	keep(app, new);
	let_go(old);
	return 0;
}

bool app_is_of_today(struct app *app)
{
	struct generation *now = app_take(app);
	char today[11];
	bool is_current;

	clock_today(today);
	is_current = strcmp(generation_edition(now, false)->today, today) == 0;
	generation_release(now);
	return is_current;
}

bool app_begin_day(struct app *app)
{
	struct generation *old;

	if (app_is_of_today(app))
		return false;
	old = put(app, generation_of_today(app->now));
	app_publish(app);
	let_go(old);
	return true;
}

bool app_has_other_hidden(struct app *app)
{
	struct look look = look_at(app->hidden);
	bool is_still = memcmp(&look, &app->seen, sizeof(look)) == 0;
	bool is_due = atomic_exchange(&app->is_hide_due, false);

	app->seen = look;
	if (!is_still || memcmp(&look, &app->look, sizeof(look)) == 0)
		return is_due;
	app->look = look;
	return true;
}

/* Whether there is news of a file that cannot be read: it is tried again and
 * again, for there may have been no descriptor left, and told of once. */
static bool is_news(struct app *app, bool is_unread)
{
	bool is_first = is_unread && !app->is_hide_told;

	app->is_hide_told = is_unread;
	if (is_unread)
		atomic_store(&app->is_hide_due, true);
	return is_first;
}

/* What the last reload was refused for stays told. */
int app_hide(struct app *app, struct err *err)
{
	struct err fault = { 0 };
	struct generation *old,
		*new = generation_taken_down(app->now, app->path, &fault);
	int result = 0;

	if (is_news(app, fault.count > 0))
		result = err_at(err, fault.faults[0].file, 0, "%s",
				fault.faults[0].text);
	err_free(&fault);
	if (new == NULL)
		return result;
	generation_make_words(new);
	tell_hidden(app, new);
	old = put(app, new);
	log_changes(generation_edition(old, false),
		    generation_edition(new, false));
	reload_report_drop_changes(app->reports);
	app_publish(app);
	keep_hidden(app, new);
	let_go(old);
	return result;
}
