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
#include "cache/redis.h"
#include "server/fastcgi-request.h"

#define QUEUE_JOBS	 1024
#define THREADS_PER_CORE 2

STAILQ_HEAD(queue, worker_job);

struct worker_pool {
	struct app *app;
	pthread_t *threads;
	size_t count;
	int eventfd;		 /* wakes the owner: a job has ended */
	struct breaker *breaker; /* of all connections to Redis */
	pthread_mutex_t lock;	 /* over what follows */
	pthread_cond_t more;
	struct queue waiting, ended;
	size_t waiting_count;
	bool over;
};

static struct worker_job *remove_first(struct queue *queue)
{
	struct worker_job *job = STAILQ_FIRST(queue);

	if (job != NULL)
		STAILQ_REMOVE_HEAD(queue, place);
	return job;
}

/* libfcgi works on a second descriptor, because it closes what it was given
 * when anything is wrong, while the job's own must stay what it is as long as
 * its owner may shut it down. */
static void work(struct app *app, struct redis *redis, struct worker_job *job)
{
	int fd;

	if (clock_ms() > job->deadline)
		return;
	fd = fcntl(job->fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	job->untouched = fd < 0;
	if (fd >= 0)
		job->kept =
			fastcgi_request_answer(app, redis, fd, job->deadline);
}

/* Under the lock. */
static void count_waiting(struct worker_pool *pool, size_t count)
{
	pool->waiting_count = count;
	atomic_store(&app_vitals(pool->app)->waiting, count);
}

/* The next job, NULL when there will be none. */
static struct worker_job *next_job(struct worker_pool *pool)
{
	struct worker_job *job = NULL;

	pthread_mutex_lock(&pool->lock);
	while (pool->waiting_count == 0 && !pool->over)
		pthread_cond_wait(&pool->more, &pool->lock);
	if (!pool->over) {
		job = remove_first(&pool->waiting);
		count_waiting(pool, pool->waiting_count - 1);
	}
	pthread_mutex_unlock(&pool->lock);
	return job;
}

static void end_job(struct worker_pool *pool, struct worker_job *job)
{
	pthread_mutex_lock(&pool->lock);
	STAILQ_INSERT_TAIL(&pool->ended, job, place);
	pthread_mutex_unlock(&pool->lock);
	eventfd_write(pool->eventfd, 1);
}

static void *run(void *data)
{
	struct worker_pool *pool = data;
	const struct settings *settings = app_settings(pool->app);
	struct redis *redis =
		redis_new(settings->redis_address,
			  (long)settings->redis_wait_ms, pool->breaker);
	struct worker_job *job;

	while ((job = next_job(pool)) != NULL) {
		work(pool->app, redis, job);
		end_job(pool, job);
	}
	redis_free(redis);
	return NULL;
}

static size_t default_count(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	return THREADS_PER_CORE * (cores > 0 ? (size_t)cores : 1);
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
	pool->breaker = breaker_new();
	pool->eventfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->more, NULL);
	STAILQ_INIT(&pool->waiting);
	STAILQ_INIT(&pool->ended);
	if (pool->eventfd < 0)
		fault = errno;
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

size_t worker_pool_capacity(const struct worker_pool *pool)
{
	return pool->count + QUEUE_JOBS;
}

int worker_pool_eventfd(const struct worker_pool *pool)
{
	return pool->eventfd;
}

bool worker_pool_submit(struct worker_pool *pool, struct worker_job *job)
{
	bool is_taken;

	pthread_mutex_lock(&pool->lock);
	job->kept = false;
	job->untouched = false;
	is_taken = pool->waiting_count < QUEUE_JOBS;
	if (is_taken) {
		STAILQ_INSERT_TAIL(&pool->waiting, job, place);
		count_waiting(pool, pool->waiting_count + 1);
	}
	pthread_mutex_unlock(&pool->lock);
	if (is_taken)
		pthread_cond_signal(&pool->more);
	else
		atomic_fetch_add(&app_vitals(pool->app)->turned_away, 1);
	return is_taken;
}

struct worker_job *worker_pool_take_back(struct worker_pool *pool)
{
	struct worker_job *job;
	eventfd_t count;

	pthread_mutex_lock(&pool->lock);
	job = remove_first(&pool->ended);
	if (job == NULL)
		eventfd_read(pool->eventfd, &count);
	pthread_mutex_unlock(&pool->lock);
	return job;
}

void worker_pool_cancel(struct worker_pool *pool)
{
	pthread_mutex_lock(&pool->lock);
	STAILQ_CONCAT(&pool->ended, &pool->waiting);
	count_waiting(pool, 0);
	pthread_mutex_unlock(&pool->lock);
	eventfd_write(pool->eventfd, 1);
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
	if (pool->eventfd >= 0)
		close(pool->eventfd);
	breaker_free(pool->breaker);
	free(pool->threads);
	free(pool);
}
