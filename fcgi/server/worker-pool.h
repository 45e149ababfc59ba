/* The threads that answer. A job is a connection in which a whole, well-formed
 * request lies unread (see gate.h); a worker takes it through libfcgi, has the
 * application answer it and writes the answer. Each worker has a connection to
 * Redis of its own. Owns libfcgi's interface; blocks all signals. */
#ifndef SIGNPOST_SERVER_WORKER_POOL_H
#define SIGNPOST_SERVER_WORKER_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "app/app.h"
#include "base/err.h"

/* Borrowed by the workers from worker_give() until worker_take_back(). */
struct worker_job {
	int fd;		    /* blocking; never closed by a worker */
	long long deadline; /* for the whole answer, as clock_ms() counts */
	bool kept;	    /* afterward: another request may follow */
	bool untouched; /* afterward: no descriptor was left to begin with */
	struct worker_job *next; /* the workers' own */
};

struct worker_crew;

/* Prepares libfcgi, once and before there are threads. It takes over SIGPIPE,
 * SIGUSR1 and SIGTERM: set their dispositions afterward. */
int worker_prepare(struct err *err);

/* Starts `threads` workers (0: two for each core). NULL with the reason in
 * `err`. `app` is borrowed. For worker_stop(). */
struct worker_crew *worker_start(struct app *app, size_t threads,
				 struct err *err);

size_t worker_count(const struct worker_crew *crew);

/* How many jobs it takes at the same time, those that wait included. */
size_t worker_room(const struct worker_crew *crew);

/* A descriptor that is readable while there may be something to take back. */
int worker_bell(const struct worker_crew *crew);

/* False when too many jobs wait already; the job stays the caller's. */
bool worker_give(struct worker_crew *crew, struct worker_job *job);

/* A job that has ended, NULL when there is none, which also silences the
 * bell. */
struct worker_job *worker_take_back(struct worker_crew *crew);

/* Ends the jobs that no worker has begun, unanswered. */
void worker_give_up(struct worker_crew *crew);

/* Lets the workers end the jobs they have begun, waits for that, and frees.
 * Jobs that were not taken back are the caller's again. Accepts NULL. */
void worker_stop(struct worker_crew *crew);

#endif
