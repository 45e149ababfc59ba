/* The program as its requests see it. */
#include "app/app-internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "telemetry/log.h"
#include "view/view.h"

static struct app *make(const char *path, const char *const *overrides,
			struct generation *first, struct look look)
{
	struct app *app = alloc_zero(sizeof(*app));

	app->path = path;
	app->overrides = overrides;
	pthread_mutex_init(&app->lock, NULL);
	app->now = first;
	app->known = known_new();
	app->reports = reload_report_new();
	app->counters = counters_new(VIEW_COUNT);
	app->arena = arena_new();
	app->settings = settings_copy(
		generation_edition(first, false)->settings, app->arena);
	app->hidden = takedown_path(path, app->arena);
	app->look = app->seen = look;
	app->cache = cache_new((size_t)app->settings->memory_bytes);
	app->own_seal = seal_new();
	app_begin(app, first);
	return app;
}

struct app *app_new(const char *path, const char *const *overrides,
		    struct err *err)
{
	struct look look = app_look(path);
	struct generation *first = generation_new(path, overrides, NULL, err);

	return first != NULL ? make(path, overrides, first, look) : NULL;
}

static void tell_refused(const struct err *why, const struct last_good *good)
{
	for (size_t i = 0; i < why->count; i++) {
		char *text = err_text(&why->faults[i], "");

		log_event(LOG_ERROR, "start refused: %s", text);
		free(text);
	}
	if (good != NULL)
		log_event(LOG_WARNING,
			  "serving the last good set, of %s (kept by %s), in "
			  "place of what is refused",
			  good->day, good->version);
	else
		log_event(LOG_ERROR,
			  "what was good last is refused too, so there is "
			  "nothing to serve; nginx shows the crisis lines");
}

/* NULL where the present settings cannot be read, or nothing was kept. */
static struct generation *find_first(const char *path,
				     const char *const *overrides)
{
	struct err faults = { 0 }, none = { 0 };
	bool is_there = false;
	struct generation *first =
		generation_last_good(path, overrides, &is_there, &faults);

	if (first == NULL && is_there) {
		first = generation_bare(path, overrides, &none);
		for (size_t i = 0; i < faults.count; i++)
			log_event(LOG_ERROR, "last good set refused: %s:%d: %s",
				  faults.faults[i].file ?
					  faults.faults[i].file :
					  "",
				  faults.faults[i].line, faults.faults[i].text);
	}
	err_free(&faults);
	err_free(&none);
	return first;
}

struct app *app_new_last_good(const char *path, const char *const *overrides,
			      const struct err *why)
{
	struct look look = app_look(path);
	struct generation *first = find_first(path, overrides);
	const struct last_good *good;
	struct app *app;

	if (first == NULL)
		return NULL;
	good = generation_origin(first);
	app = make(path, overrides, first, look);
	atomic_store(&app->is_bare, good == NULL);
	tell_refused(why, good);
	reload_report_refused(app->reports, why);
	if (good != NULL)
		reload_report_kept(app->reports, good->day);
	atomic_fetch_add(&app->counters->refusals, 1);
	return app;
}

void app_print_trouble(struct app *app, struct buf *out)
{
	struct generation *now = app_take(app);
	const struct last_good *good = generation_origin(now);

	if (atomic_load(&app->is_bare))
		buf_puts(out, "; there is nothing to serve, every set is "
			      "refused");
	else if (good != NULL)
		buf_printf(out,
			   "; the last good set, of %s: the present one is "
			   "refused",
			   good->day);
	generation_release(now);
}

void app_free(struct app *app)
{
	if (app == NULL)
		return;
	generation_release(app->now);
	known_free(app->known);
	reload_report_free(app->reports);
	counters_free(app->counters);
	cache_free(app->cache);
	arena_free(app->arena);
	pthread_mutex_destroy(&app->lock);
	free(app);
}

const struct settings *app_settings(const struct app *app)
{
	return app->settings;
}

struct counters *app_vitals(const struct app *app)
{
	return app->counters;
}

static const char *words_of(const struct err *faults, struct arena *arena)
{
	if (faults->count == 0)
		return "redis.secret-file is not set: redis is used with a key "
		       "of this responder's own; only a secret-file can be "
		       "shared by several";
	return arena_printf(arena,
			    "redis.secret-file is not set and no key can be "
			    "kept: %s %s; what is in redis is lost with this "
			    "process",
			    faults->faults[0].file, faults->faults[0].text);
}

void app_tell_seal(struct app *app, struct redis *redis)
{
	struct redis_nodes *nodes = redis_nodes_of(redis);

	if (app->seal_words == NULL || atomic_load(&app->has_said) ||
	    nodes == NULL || !redis_nodes_state(nodes).was_answered ||
	    atomic_exchange(&app->has_said, true))
		return;
	log_event(app->is_seal_lost ? LOG_WARNING : LOG_NOTICE, "%s",
		  app->seal_words);
}

void app_log_in(struct app *app, struct redis_nodes *nodes)
{
	struct generation *now = app_take(app);

	redis_nodes_log_in(nodes,
			   &generation_edition(now, false)->secrets->login);
	generation_release(now);
}

void app_take_seal(struct app *app)
{
	struct generation *now = app_take(app);
	const struct edition *edition = generation_edition(now, false);
	const char *folder = edition->settings->last_resort;
	struct err faults = { 0 };

	if (edition->secrets->seal == NULL &&
	    strcmp(app->settings->redis_address, "off") != 0) {
		if (folder[0] == '\0')
			err_at(&faults, "site.last-resort", 0, "is none");
		else
			seal_keep(&app->own_seal, folder, &faults);
		app->is_seal_lost = faults.count > 0;
		app->seal_words = words_of(&faults, app->arena);
	}
	err_free(&faults);
	generation_release(now);
}
