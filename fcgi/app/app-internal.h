/* What app.c, answer.c and renewal.c share: the application itself. */
#ifndef SIGNPOST_APP_APP_INTERNAL_H
#define SIGNPOST_APP_APP_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <time.h>

#include "app/app.h"
#include "app/generation.h"
#include "cache/cache.h"
#include "check/reload-report.h"
#include "http/known.h"
#include "site/secrets.h"

/* By which a file that was written anew is told from the one before. */
struct look {
	ino_t file;
	off_t size;
	struct timespec changed, written;
};

struct app {
	const char *path;
	const char *const *overrides;
	pthread_mutex_t lock; /* over what follows */
	struct generation *now;
	struct known *known; /* of its answers */
	/* Over the rest there is none. */
	struct reload_report *reports;
	struct counters *counters;
	struct arena *arena; /* of the settings */
	const struct settings *settings;
	struct cache *cache;
	/* What there is to say of it once a Redis answers; NULL: nothing. Of
	 * a Redis that is not there nobody need know. */
	const char *seal_words;
	bool is_seal_lost;
	atomic_bool has_said;
	struct seal own_seal; /* for generations with no secret of the site */
	const char *hidden;   /* the file of what is taken down */
	/* At it as it was last gone by, and last seen; for the thread that
	 * looks alone. */
	struct look look, seen;
	atomic_bool is_hide_due; /* it could not be read */
	bool is_hide_told;	 /* that; for the thread that reloads alone */
	bool keeps;		 /* what is good, for a later start */
	/* There is nothing to serve: the present set is refused, and so is what
	 * was good last. */
	atomic_bool is_bare;
};

/* At the file of take-downs that belongs to the settings file `path`. */
struct look app_look(const char *path);

/* Tells the log, once, what is used, if Redis has answered. */
void app_tell_seal(struct app *app, struct redis *redis);

/* Does what changes at once with a generation, besides answers. */
void app_begin(struct app *app, const struct generation *generation);

/* What is served now, for generation_release(). */
struct generation *app_take(struct app *app);

#endif
