/* The threads that answer. */
#include "server/worker-pool.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "cache/redis.h"
#include "http/request.h"
#include "http/response.h"
#include "server/fastcgi-reply.h"
#include "server/request-framing.h"

#define QUEUE_JOBS	 1024
#define THREADS_PER_CORE 2
#define RESPONDER	 1 /* FCGX_Request.role */
/* The headers of a response have a ceiling below this. */
#define HEAD_BYTES	 ((size_t)32 * 1024)

/* First in, first out. */
struct queue {
	struct worker_job *first, **end;
	size_t count;
};

struct worker_crew {
	struct app *app;
	pthread_t *threads;
	size_t count;
	int bell;
	struct breaker *breaker; /* of all connections to Redis */
	pthread_mutex_t lock;	 /* over what follows */
	pthread_cond_t more;
	struct queue waiting, ended;
	bool over;
};

static void append(struct queue *queue, struct worker_job *job)
{
	job->next = NULL;
	if (queue->count++ == 0)
		queue->end = &queue->first;
	*queue->end = job;
	queue->end = &job->next;
}

static struct worker_job *remove_first(struct queue *queue)
{
	struct worker_job *job = queue->first;

	if (queue->count == 0)
		return NULL;
	queue->count--;
	queue->first = job->next;
	return job;
}

static void ring(struct worker_crew *crew)
{
	ssize_t written = write(crew->bell, &(uint64_t){ 1 }, sizeof(uint64_t));

	(void)written; /* it fails only when the bell rings anyway */
}

/* The checks that libfcgi leaves to its caller. Among the parameters is one of
 * libfcgi's own, FCGI_ROLE. */
static bool is_sound(const FCGX_Request *taken)
{
	size_t count = 0;

	while (taken->envp[count] != NULL)
		count++;
	return taken->role == RESPONDER && FCGX_GetError(taken->in) == 0 &&
	       FCGX_GetParam("REQUEST_METHOD", taken->envp) != NULL &&
	       count <= FRAMING_PARAMETERS + 1;
}

/* Reads what the visitor sent along, which nothing here looks at, up to its
 * end: what stays behind would be taken for the next request. */
static bool drain(FCGX_Stream *in, long long deadline)
{
	char scrap[4096];

	while (FCGX_GetStr(scrap, sizeof(scrap), in) > 0)
		if (clock_ms() > deadline)
			return false;
	return FCGX_HasSeenEOF(in) && FCGX_GetError(in) == 0;
}

/* Splits `NAME=VALUE` in place. */
static struct request read_request(char **envp)
{
	struct request request = request_new();

	for (; *envp != NULL; envp++) {
		char *equals = strchr(*envp, '=');

		if (equals == NULL)
			continue;
		*equals = '\0';
		request_take(&request, *envp, equals + 1);
	}
	return request;
}

/* Where the pieces of a long answer go. */
struct way {
	const struct worker_job *job;
	int id;
};

static bool send_piece(const struct buf *bytes, void *sender)
{
	const struct way *way = sender;
	const struct reply_piece piece = { buf_text(bytes), bytes->length };

	return reply_send_piece(way->job->fd, way->id, &piece,
				way->job->deadline) == 0;
}

/* Of a HEAD nothing but the headers goes out, and that once they are known. */
static bool drop_piece(const struct buf *bytes, void *sender)
{
	(void)bytes;
	(void)sender;
	return true;
}

/* Sends the answer, or what is left of it. If one that was begun broke off, the
 * client is to see that. */
static int send_rest(const struct way *way, const struct response *response,
		     bool without_body)
{
	struct buf head = buf_new(HEAD_BYTES);
	struct reply_piece pieces[2];
	int result = -1;

	if (!response->is_begun || without_body)
		response_write_head(response, &head);
	else
		head.spoilt = !response_is_whole(response);
	pieces[0] = (struct reply_piece){ buf_text(&head), head.length };
	pieces[1].bytes = response_body(response, &pieces[1].length);
	if (!buf_is_spoilt(&head))
		result = reply_send(way->job->fd, way->id, pieces,
				    without_body ? 1 : 2, way->job->deadline);
	buf_free(&head);
	return result;
}

/* 0 when all of the answer was written. */
static int answer(struct app *app, struct redis *redis,
		  const FCGX_Request *taken, const struct worker_job *job)
{
	struct request request = read_request(taken->envp);
	bool without_body = request_is_head(&request);
	struct way way = { job, taken->requestId };
	struct response response = response_new();
	int result;

	response.outlet = without_body ? drop_piece : send_piece;
	response.sender = &way;
	app_answer(app, redis, &request, &response);
	result = send_rest(&way, &response, without_body);
	response_free(&response);
	return result;
}

/* Serves what lies in `fd`, which is closed afterward. True when the
 * connection can take another request and the client wishes so. */
static bool serve(struct app *app, struct redis *redis,
		  const struct worker_job *job, int fd)
{
	FCGX_Request taken;
	bool kept = false;

	if (FCGX_InitRequest(&taken, -1, 0) != 0) {
		close(fd);
		return false;
	}
	/* FCGX_Accept_r() first ends the request before, for which there is no
	 * connection to keep unless it is told so. */
	taken.ipcFd = fd;
	taken.keepConnection = 1;
	/* When it fails, it has closed `fd`; detached, it does so without
	 * waiting for the client. */
	taken.detached = 1;
	if (FCGX_Accept_r(&taken) != 0)
		return false;
	if (is_sound(&taken) && drain(taken.in, job->deadline))
		kept = answer(app, redis, &taken, job) == 0 &&
		       taken.keepConnection;
	FCGX_Free(&taken, 0);
	close(fd);
	return kept;
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
		job->kept = serve(app, redis, job, fd);
}

/* Under the lock. */
static void tell_waiting(const struct worker_crew *crew)
{
	atomic_store(&app_vitals(crew->app)->waiting, crew->waiting.count);
}

/* The next job, NULL when there will be none. */
static struct worker_job *next_job(struct worker_crew *crew)
{
	struct worker_job *job;

	pthread_mutex_lock(&crew->lock);
	while (crew->waiting.count == 0 && !crew->over)
		pthread_cond_wait(&crew->more, &crew->lock);
	job = crew->over ? NULL : remove_first(&crew->waiting);
	tell_waiting(crew);
	pthread_mutex_unlock(&crew->lock);
	return job;
}

static void end_job(struct worker_crew *crew, struct worker_job *job)
{
	pthread_mutex_lock(&crew->lock);
	append(&crew->ended, job);
	pthread_mutex_unlock(&crew->lock);
	ring(crew);
}

static void *run(void *data)
{
	struct worker_crew *crew = data;
	const struct settings *settings = app_settings(crew->app);
	struct redis *redis =
		redis_new(settings->redis_address,
			  (long)settings->redis_wait_ms, crew->breaker);
	struct worker_job *job;

	while ((job = next_job(crew)) != NULL) {
		work(crew->app, redis, job);
		end_job(crew, job);
	}
	redis_free(redis);
	return NULL;
}

int worker_prepare(struct err *err)
{
	if (FCGX_Init() != 0)
		return err_plain(err, "libfcgi cannot be initialized");
	return 0;
}

static size_t default_count(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	return THREADS_PER_CORE * (cores > 0 ? (size_t)cores : 1);
}

struct worker_crew *worker_start(struct app *app, size_t threads,
				 struct err *err)
{
	struct worker_crew *crew = alloc_zero(sizeof(*crew));
	sigset_t all, before;
	int fault = 0;

	if (threads == 0)
		threads = default_count();
	crew->app = app;
	crew->threads = alloc_zero(threads * sizeof(*crew->threads));
	crew->breaker = breaker_new();
	crew->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&crew->lock, NULL);
	pthread_cond_init(&crew->more, NULL);
	if (crew->bell < 0)
		fault = errno;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	for (size_t i = 0; i < threads && fault == 0; i++) {
		fault = pthread_create(&crew->threads[i], NULL, run, crew);
		crew->count += fault == 0;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	atomic_store(&app_vitals(app)->threads, crew->count);
	atomic_store(&app_vitals(app)->queue_limit, QUEUE_JOBS);
	if (fault == 0)
		return crew;
	err_plain(err, "%zu threads cannot be started: %s", threads,
		  strerror(fault));
	worker_stop(crew);
	return NULL;
}

size_t worker_count(const struct worker_crew *crew)
{
	return crew->count;
}

size_t worker_room(const struct worker_crew *crew)
{
	return crew->count + QUEUE_JOBS;
}

int worker_bell(const struct worker_crew *crew)
{
	return crew->bell;
}

bool worker_give(struct worker_crew *crew, struct worker_job *job)
{
	bool is_taken;

	pthread_mutex_lock(&crew->lock);
	job->kept = false;
	job->untouched = false;
	is_taken = crew->waiting.count < QUEUE_JOBS;
	if (is_taken)
		append(&crew->waiting, job);
	tell_waiting(crew);
	pthread_mutex_unlock(&crew->lock);
	if (is_taken)
		pthread_cond_signal(&crew->more);
	else
		atomic_fetch_add(&app_vitals(crew->app)->turned_away, 1);
	return is_taken;
}

struct worker_job *worker_take_back(struct worker_crew *crew)
{
	struct worker_job *job;
	uint64_t rings;

	pthread_mutex_lock(&crew->lock);
	job = remove_first(&crew->ended);
	if (job == NULL && read(crew->bell, &rings, sizeof(rings)) < 0)
		errno = 0; /* it did not ring */
	pthread_mutex_unlock(&crew->lock);
	return job;
}

void worker_give_up(struct worker_crew *crew)
{
	struct worker_job *job;

	pthread_mutex_lock(&crew->lock);
	while ((job = remove_first(&crew->waiting)) != NULL) {
		append(&crew->ended, job);
	}
	tell_waiting(crew);
	pthread_mutex_unlock(&crew->lock);
	ring(crew);
}

void worker_stop(struct worker_crew *crew)
{
	if (crew == NULL)
		return;
	pthread_mutex_lock(&crew->lock);
	crew->over = true;
	pthread_mutex_unlock(&crew->lock);
	pthread_cond_broadcast(&crew->more);
	for (size_t i = 0; i < crew->count; i++)
		pthread_join(crew->threads[i], NULL);
	pthread_cond_destroy(&crew->more);
	pthread_mutex_destroy(&crew->lock);
	if (crew->bell >= 0)
		close(crew->bell);
	breaker_free(crew->breaker);
	free(crew->threads);
	free(crew);
}
