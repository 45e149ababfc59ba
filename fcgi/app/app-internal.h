/* What app.c and answer.c share: the application itself. */
#ifndef SIGNPOST_APP_APP_INTERNAL_H
#define SIGNPOST_APP_APP_INTERNAL_H

#include <pthread.h>
#include <sys/stat.h>
#include <time.h>

#include "app/app.h"
#include "app/generation.h"
#include "cache/cache.h"
#include "check/reload-report.h"
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
	pthread_mutex_t lock; /* of `now` */
	struct generation *now;
	struct reload_report *reports;
	struct counters *counters;
	struct arena *arena; /* of the settings */
	const struct settings *settings;
	struct cache *cache;
	struct seal own_seal; /* for generations with no secret of the site */
	const char *hidden;   /* the file of what is taken down */
	struct look look;     /* at it; for the thread that looks alone */
};

/* The generation of now; the caller holds it. */
struct generation *app_take(struct app *app);

#endif
