/* The threads that answer. A job is a connection in which a whole, well-formed
 * request lies unread (see request-framing.h), which a worker answers through
 * fastcgi-request.h, or an answer of which the next piece is to be made. A
 * worker writes what is taken at once, and never waits for a client. What costs
 * much has a lane of its own, with one thread at least and half of them at
 * most. Each worker has connections to Redis of its own, and blocks the
 * signals that its starter does. */
#ifndef SIGNPOST_SERVER_WORKER_POOL_H
#define SIGNPOST_SERVER_WORKER_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/queue.h>

#include "app/app.h"
#include "base/err.h"
#include "server/outgoing.h"

/* Where the jobs of one owner come back to. */
struct worker_return;

enum worker_lane { LANE_QUICK, LANE_HEAVY, LANES };

/* Borrowed by the workers from worker_pool_submit() until
 * worker_return_take(). */
struct worker_job {
	struct worker_return *back; /* borrowed */
	int fd;			    /* blocking; never closed by a worker */
	long long
		deadline; /* for one piece of an answer, as clock_ms() counts */
	enum worker_lane lane;
	bool is_public; /* whatever its request says of its scope */
	/* Before: what is to be gone on with, or given up; NULL: a request is
	 * to be answered. Afterward: what could not be sent, for its owner to
	 * free. */
	struct outgoing *outgoing;
	bool is_given_up;
	enum outgoing_state state; /* afterward: of `outgoing` */
	bool kept;	/* afterward: all is sent; another request may follow */
	bool untouched; /* afterward: no descriptor was left to begin with */
	bool is_waiting;	       /* the workers' own */
	TAILQ_ENTRY(worker_job) place; /* the workers' own */
};

struct worker_pool;

/* NULL with errno. For worker_return_free(), which accepts NULL, when no worker
 * has a job of it. */
struct worker_return *worker_return_new(void);
void worker_return_free(struct worker_return *back);

/* A descriptor that is readable while there may be something to take back. */
int worker_return_eventfd(const struct worker_return *back);

/* A job that has ended, NULL when there is none, which also resets the
 * eventfd. For the owner alone. */
struct worker_job *worker_return_take(struct worker_return *back);

/* Starts `threads` workers (0: two for each core). NULL with the reason in
 * `err`. `app` is borrowed. For worker_pool_stop(). */
struct worker_pool *worker_pool_start(struct app *app, size_t threads,
				      struct err *err);

size_t worker_pool_count(const struct worker_pool *pool);

/* How many descriptors they may need at the same time: one for the request of
 * each, and one for each node of Redis. */
size_t worker_pool_descriptors(const struct worker_pool *pool);

/* How many jobs it takes at the same time, those that wait included. */
size_t worker_pool_capacity(const struct worker_pool *pool);

/* False when too many jobs of its lane wait already; the job stays the
 * caller's. What goes on is never refused. */
bool worker_pool_submit(struct worker_pool *pool, struct worker_job *job);

/* Takes back a job that no worker has begun: true, and it is the caller's
 * again. False: it was begun. */
bool worker_pool_withdraw(struct worker_pool *pool, struct worker_job *job);

/* Ends the jobs that no worker has begun, unanswered, whoever owns them. */
void worker_pool_cancel(struct worker_pool *pool);

/* Lets the workers end the jobs they have begun, waits for that, and frees.
 * Jobs that were not taken back are the caller's again. Accepts NULL. */
void worker_pool_stop(struct worker_pool *pool);

#endif
