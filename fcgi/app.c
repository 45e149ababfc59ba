/* The program as its requests see it. */
#include "app.h"

#include <pthread.h>
#include <stdlib.h>

#include "alloc.h"
#include "answers.h"
#include "generation.h"
#include "last-resort.h"
#include "log.h"
#include "route.h"

struct app {
	const char *path;
	const char *const *overrides;
	pthread_mutex_t lock; /* of `now` */
	struct generation *now;
	struct arena *arena; /* of the settings */
	const struct settings *settings;
	struct cache_counts counts;
};

struct app *app_new(const char *path, const char *const *overrides,
		    struct err *err)
{
	struct generation *first = generation_new(path, overrides, err);
	struct app *app;

	if (first == NULL)
		return NULL;
	app = alloc_zero(sizeof(*app));
	app->path = path;
	app->overrides = overrides;
	pthread_mutex_init(&app->lock, NULL);
	app->now = first;
	app->arena = arena_new();
	app->settings = settings_copy(
		generation_edition(first, false)->settings, app->arena);
	return app;
}

void app_free(struct app *app)
{
	if (app == NULL)
		return;
	generation_release(app->now);
	arena_free(app->arena);
	pthread_mutex_destroy(&app->lock);
	free(app);
}

const struct settings *app_settings(const struct app *app)
{
	return app->settings;
}

static struct generation *take(struct app *app)
{
	struct generation *now;

	pthread_mutex_lock(&app->lock);
	now = app->now;
	generation_hold(now);
	pthread_mutex_unlock(&app->lock);
	return now;
}

void app_publish(struct app *app)
{
	struct generation *now = take(app);

	last_resort_write(generation_edition(now, false));
	generation_release(now);
}

static void warn_of_restart(const struct app *app, const struct generation *new)
{
	struct buf names = buf_new(1024);

	settings_print_fixed(app->settings,
			     generation_edition(new, false)->settings, &names);
	if (names.length > 0)
		log_event(LOG_WARNING, "changed, but holds after a restart: %s",
			  buf_text(&names));
	buf_free(&names);
}

int app_reload(struct app *app, struct err *err)
{
	struct generation *new = generation_new(app->path, app->overrides, err),
			  *old;

	if (new == NULL)
		return -1;
	warn_of_restart(app, new);
	pthread_mutex_lock(&app->lock);
	old = app->now;
	app->now = new;
	pthread_mutex_unlock(&app->lock);
	generation_release(old);
	app_publish(app);
	return 0;
}

void app_answer(struct app *app, struct redis *redis,
		const struct request *request, struct response *response)
{
	struct generation *now = take(app);
	struct visit visit = {
		.edition =
			generation_edition(now, request_is_internal(request)),
		.request = request,
		.response = response,
		.redis = redis,
		.counts = &app->counts,
		.arena = arena_new(),
	};

	route(&visit);
	arena_free(visit.arena);
	generation_release(now);
}
