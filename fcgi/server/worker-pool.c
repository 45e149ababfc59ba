/* The queue of jobs and the threads that take from it. */
#include "server/worker-pool.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "cache/redis-scout.h"
#include "cache/redis.h"
#include "server/fastcgi-request.h"

#define THREADS_PER_CORE 2
#define QUEUE_JOBS	 1024 /* may wait, */
#define HEAVY_JOBS	 64   /* of those, in the lane for what costs much */

TAILQ_HEAD(queue, worker_job);

struct lane {
	struct queue waiting;
	size_t count;	      /* of those */
	size_t running, most; /* threads */
};

struct worker_return {
	int eventfd;	      /* wakes the owner: a job has ended */
	pthread_mutex_t lock; /* over what follows */
	struct queue ended;
};

struct worker_pool {
	struct app *app;
	pthread_t *threads;
	size_t count;
	struct redis_nodes *nodes; /* NULL: Redis is off */
	struct redis_scout *scout; /* or NULL */
	pthread_mutex_t lock;	   /* over what follows */
	pthread_cond_t more;
	struct lane lanes[LANES];
	enum worker_lane last; /* from which a job was taken */
	bool over;
};

/* libfcgi works on a second descriptor, because it closes what it was given
 * when anything is wrong, while the job's own must stay what it is as long as
 * its owner may shut it down. */
static struct outgoing *answer(struct app *app, struct redis *redis,
			       struct worker_job *job)
{
	int fd;

	if (clock_ms() > job->deadline)
		return NULL;
	fd = fcntl(job->fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	job->untouched = fd < 0;
	return fd < 0 ? NULL :
			fastcgi_request_answer(app, redis, fd, job->is_public,
					       job->deadline);
}

static void forget(struct worker_job *job)
{
	outgoing_free(job->outgoing);
	job->outgoing = NULL;
}

/* One piece of an answer, and no more: whatever its length, others have their
 * turn. */
static void work(struct app *app, struct redis *redis, struct worker_job *job)
{
	if (job->is_given_up) {
		forget(job);
		return;
	}
	if (job->outgoing == NULL)
		job->outgoing = answer(app, redis, job);
	else
		outgoing_make_more(job->outgoing);
	if (job->outgoing == NULL)
		return;
	job->state = outgoing_push(job->outgoing, job->fd);
	job->kept =
		job->state == OUTGOING_SENT && outgoing_is_kept(job->outgoing);
	if (job->state == OUTGOING_SENT || job->state == OUTGOING_BROKEN)
		forget(job);
}

/* Puts a job at the end of its lane, or takes it out. Under the lock, as all
 * that follows up to next_job(). */
static void add(struct worker_pool *pool, struct worker_job *job)
{
	job->is_waiting = true;
	TAILQ_INSERT_TAIL(&pool->lanes[job->lane].waiting, job, place);
	pool->lanes[job->lane].count++;
	atomic_fetch_add(&app_vitals(pool->app)->waiting, 1);
}

static void take_out(struct worker_pool *pool, struct worker_job *job)
{
	job->is_waiting = false;
	TAILQ_REMOVE(&pool->lanes[job->lane].waiting, job, place);
	pool->lanes[job->lane].count--;
	atomic_fetch_sub(&app_vitals(pool->app)->waiting, 1);
}

static bool is_open(const struct lane *lane)
{
	return lane->count > 0 && lane->running < lane->most;
}

/* The lane whose turn it is: what is quick goes first, as long as the other
 * one has a thread, too. LANES: none. */
static enum worker_lane choose(const struct worker_pool *pool)
{
	const struct lane *heavy = &pool->lanes[LANE_HEAVY];
	bool is_owed =
		heavy->running == 0 &&
		(pool->lanes[LANE_QUICK].most > 1 || pool->last == LANE_QUICK);

	if (is_open(heavy) && (is_owed || !is_open(&pool->lanes[LANE_QUICK])))
		return LANE_HEAVY;
	return is_open(&pool->lanes[LANE_QUICK]) ? LANE_QUICK : LANES;
}

/* The next job, NULL when there will be none. */
static struct worker_job *next_job(struct worker_pool *pool)
{
	struct worker_job *job = NULL;
	enum worker_lane lane;

	pthread_mutex_lock(&pool->lock);
	while ((lane = choose(pool)) == LANES && !pool->over)
		pthread_cond_wait(&pool->more, &pool->lock);
	if (!pool->over) {
		job = TAILQ_FIRST(&pool->lanes[lane].waiting);
		take_out(pool, job);
		pool->lanes[lane].running++;
		pool->last = lane;
	}
	pthread_mutex_unlock(&pool->lock);
	return job;
}

/* From now on the job is its owner's. */
static void give_back(struct worker_job *job)
{
	struct worker_return *back = job->back;

	pthread_mutex_lock(&back->lock);
	TAILQ_INSERT_TAIL(&back->ended, job, place);
	pthread_mutex_unlock(&back->lock);
	eventfd_write(back->eventfd, 1);
}

/* A lane that was full has room for the next of those that wait. */
static void end_job(struct worker_pool *pool, struct worker_job *job)
{
	pthread_mutex_lock(&pool->lock);
	pool->lanes[job->lane].running--;
	pthread_mutex_unlock(&pool->lock);
	give_back(job);
}

static void *run(void *data)
{
	struct worker_pool *pool = data;
	struct redis *redis = redis_new(pool->nodes);
	struct worker_job *job;

	while ((job = next_job(pool)) != NULL) {
		work(pool->app, redis, job);
		end_job(pool, job);
	}
	redis_free(redis);
	return NULL;
}

struct worker_return *worker_return_new(void)
{
	int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	struct worker_return *back;

	if (fd < 0)
		return NULL;
	back = alloc_zero(sizeof(*back));
	back->eventfd = fd;
	pthread_mutex_init(&back->lock, NULL);
	TAILQ_INIT(&back->ended);
	return back;
}

void worker_return_free(struct worker_return *back)
{
	if (back == NULL)
		return;
	pthread_mutex_destroy(&back->lock);
	close(back->eventfd);
	free(back);
}

int worker_return_eventfd(const struct worker_return *back)
{
	return back->eventfd;
}

struct worker_job *worker_return_take(struct worker_return *back)
{
	struct worker_job *job;
	eventfd_t count;

	pthread_mutex_lock(&back->lock);
	job = TAILQ_FIRST(&back->ended);
	if (job != NULL)
		TAILQ_REMOVE(&back->ended, job, place);
	else
		eventfd_read(back->eventfd, &count);
	pthread_mutex_unlock(&back->lock);
	return job;
}

static size_t default_count(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	return THREADS_PER_CORE * (cores > 0 ? (size_t)cores : 1);
}

/* Before there are workers, so that none begins with what was not said. */
static void find_redis(struct worker_pool *pool)
{
	const struct settings *settings = app_settings(pool->app);

	pool->nodes = redis_nodes_new(&(struct redis_plan){
		.address = settings->redis_address,
		.wait_ms = (long)settings->redis_wait_ms,
		.allowed = &settings->redis_nodes.list,
	});
	if (pool->nodes != NULL)
		app_log_in(pool->app, pool->nodes);
	pool->scout = redis_scout_start(pool->nodes);
}

struct worker_pool *worker_pool_start(struct app *app, size_t threads,
				      struct err *err)
{
	struct worker_pool *pool = alloc_zero(sizeof(*pool));
	int fault = 0;

	if (threads == 0)
		threads = default_count();
	pool->app = app;
	pool->threads = alloc_zero(threads * sizeof(*pool->threads));
	find_redis(pool);
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->more, NULL);
	pool->lanes[LANE_QUICK].most = threads;
	pool->lanes[LANE_HEAVY].most = threads / 2 > 1 ? threads / 2 : 1;
	for (size_t i = 0; i < LANES; i++)
		TAILQ_INIT(&pool->lanes[i].waiting);
	for (size_t i = 0; i < threads && fault == 0; i++) {
		fault = pthread_create(&pool->threads[i], NULL, run, pool);
		pool->count += fault == 0;
	}
	atomic_store(&app_vitals(app)->threads, pool->count);
	atomic_store(&app_vitals(app)->queue_limit, QUEUE_JOBS);
	if (fault == 0)
		return pool;
	err_plain(err, "%zu threads cannot be started: %s", threads,
		  strerror(fault));
	worker_pool_stop(pool);
	return NULL;
}

size_t worker_pool_count(const struct worker_pool *pool)
{
	return pool->count;
}

/* Whoever looks for Redis has one of his own. */
size_t worker_pool_descriptors(const struct worker_pool *pool)
{
	return pool->count * (1 + redis_nodes_most(pool->nodes)) +
	       (pool->scout != NULL);
}

size_t worker_pool_capacity(const struct worker_pool *pool)
{
	return pool->count + QUEUE_JOBS;
}

/* Under the lock. */
static bool has_room(const struct worker_pool *pool, enum worker_lane lane)
{
	const struct lane *heavy = &pool->lanes[LANE_HEAVY];

	return pool->lanes[LANE_QUICK].count + heavy->count < QUEUE_JOBS &&
	       (lane != LANE_HEAVY || heavy->count < HEAVY_JOBS);
}

bool worker_pool_submit(struct worker_pool *pool, struct worker_job *job)
{
	bool is_taken;

	pthread_mutex_lock(&pool->lock);
	job->kept = false;
	job->untouched = false;
	is_taken = job->outgoing != NULL || has_room(pool, job->lane);
	if (is_taken)
		add(pool, job);
	pthread_mutex_unlock(&pool->lock);
	if (is_taken)
		pthread_cond_signal(&pool->more);
	else
		atomic_fetch_add(&app_vitals(pool->app)->turned_away, 1);
	return is_taken;
}

bool worker_pool_withdraw(struct worker_pool *pool, struct worker_job *job)
{
	bool was_waiting;

	pthread_mutex_lock(&pool->lock);
	was_waiting = job->is_waiting;
	if (was_waiting)
		take_out(pool, job);
	pthread_mutex_unlock(&pool->lock);
	return was_waiting;
}

void worker_pool_cancel(struct worker_pool *pool)
{
	struct worker_job *job;

	pthread_mutex_lock(&pool->lock);
	for (size_t i = 0; i < LANES; i++)
		while ((job = TAILQ_FIRST(&pool->lanes[i].waiting)) != NULL) {
			take_out(pool, job);
			give_back(job);
		}
	pthread_mutex_unlock(&pool->lock);
}

void worker_pool_stop(struct worker_pool *pool)
{
	if (pool == NULL)
		return;
	pthread_mutex_lock(&pool->lock);
	pool->over = true;
	pthread_mutex_unlock(&pool->lock);
	pthread_cond_broadcast(&pool->more);
	for (size_t i = 0; i < pool->count; i++)
		pthread_join(pool->threads[i], NULL);
	pthread_cond_destroy(&pool->more);
	pthread_mutex_destroy(&pool->lock);
	redis_scout_stop(pool->scout);
	redis_nodes_free(pool->nodes);
	free(pool->threads);
	free(pool);
}
