/* The application of the server tests, with moods, and a clock that can be
 * put forward, so that no test has to wait for a patience to end.
 *
 * GET /echo       the request as it was understood
 * GET /big        200 KiB
 * GET /huge       4 MiB
 * GET /long       16 MB, made in pieces while they are sent
 * GET /heavy      as /slow, and costs much
 * GET /spoilt     a header with a control character in it
 * GET /slow       tells FAKE_BEGUN (a pipe in the file system) a byte and waits
 *                 for one from FAKE_HOLD
 * GET /later      puts the clock forward by QUERY_STRING milliseconds
 * GET /fault      the next reload finds a fault
 * GET /stuck      the next reload does as /slow
 * GET /yesterday  the generation is of another day than today
 * GET /generation how many reloads there were
 * GET /days       how many new days began
 * GET /still      stops the clock where it is
 * GET /redis      stores and reads back through the thread's own Redis
 * GET /waiting    how many requests wait for a worker; the loop tells it
 * GET /hang       holds the loop that read it, as /slow holds a worker
 *
 * FAKE_LOOPS is the setting server.loops.
 */
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/app.h"
#include "base/alloc.h"
#include "base/clock.h"

/* Of all addresses that this machine answers to. */
#define PEERS	       "127.0.0.1, 127.0.0.3, ::1"
#define INTERNAL_PEERS "127.0.0.1"
#define BIG_BYTES      ((size_t)200 * 1024)
#define HUGE_BYTES     ((size_t)4 * 1024 * 1024)
#define LONG_PIECES    ((size_t)80) /* of BIG_BYTES */

struct app {
	struct settings settings;
	struct counters *counters;
	struct arena *arena;
	int begun, hold;
	atomic_int generation;
	atomic_int days;
	atomic_bool is_faulty;
	atomic_bool is_stuck;
	atomic_bool is_past; /* the generation is of another day */
};

static atomic_llong put_forward_ms;
static atomic_llong stopped_at_ms; /* 0: it goes on */

long long clock_ms(void)
{
	long long stopped_at = atomic_load(&stopped_at_ms);
	struct timespec now;

	if (stopped_at != 0)
		return stopped_at;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000 +
	       atomic_load(&put_forward_ms);
}

long long clock_us(void)
{
	return clock_ms() * 1000;
}

void clock_stamp(char now[CLOCK_STAMP])
{
	strcpy(now, "2026-11-24T12:00:00.000Z");
}

void clock_today(char date[11])
{
	strcpy(date, "2026-11-24");
}

bool clock_has_zone(const char *zone)
{
	(void)zone;
	return true;
}

int clock_set_zone(const char *zone, struct err *err)
{
	(void)zone;
	(void)err;
	return 0;
}

bool app_is_of_today(struct app *app)
{
	return !atomic_exchange(&app->is_past, false);
}

bool app_begin_day(struct app *app)
{
	atomic_fetch_add(&app->days, 1);
	return true;
}

bool app_has_other_hidden(struct app *app)
{
	(void)app;
	return false;
}

int app_hide(struct app *app, struct err *err)
{
	(void)app;
	(void)err;
	return 0;
}

void app_print_trouble(struct app *app, struct buf *out)
{
	(void)app;
	(void)out;
}

static int open_pipe(const char *name)
{
	const char *path = getenv(name);

	return path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
}

struct app *app_new(const char *path, const char *const *overrides,
		    struct err *err)
{
	struct app *app = alloc_zero(sizeof(*app));
	const char *loops = getenv("FAKE_LOOPS");

	(void)path;
	(void)err;
	app->settings = (struct settings){
		.listen = overrides[0],
		.threads = atoll(overrides[1]),
		.loops = loops != NULL ? atoll(loops) : 1,
		.request_ms = atoll(overrides[2]),
		.redis_address = overrides[3],
		.redis_wait_ms = 50,
		.peers.text = PEERS,
	};
	app->arena = arena_new();
	network_list_read(PEERS, &app->settings.peers.list, app->arena);
	network_list_read(INTERNAL_PEERS, &app->settings.internal_peers.list,
			  app->arena);
	app->counters = counters_new(0);
	app->begun = open_pipe("FAKE_BEGUN");
	app->hold = open_pipe("FAKE_HOLD");
	return app;
}

void app_free(struct app *app)
{
	if (app == NULL)
		return;
	counters_free(app->counters);
	arena_free(app->arena);
	if (app->begun >= 0)
		close(app->begun);
	if (app->hold >= 0)
		close(app->hold);
	free(app);
}

const struct settings *app_settings(const struct app *app)
{
	return &app->settings;
}

void app_log_in(struct app *app, struct redis_nodes *nodes)
{
	(void)app;
	(void)nodes;
}

struct counters *app_vitals(const struct app *app)
{
	return app->counters;
}

/* Tells that it has begun and waits until it is released. */
static bool wait_for_release(struct app *app)
{
	char byte = 'b';

	return write(app->begun, &byte, 1) == 1 &&
	       read(app->hold, &byte, 1) == 1;
}

int app_reload(struct app *app, struct err *err)
{
	if (atomic_exchange(&app->is_stuck, false) && !wait_for_release(app))
		return err_plain(err, "there are no pipes");
	if (atomic_exchange(&app->is_faulty, false)) {
		err_at(err, "a.ini", 3, "`colour` is not a known key");
		return err_at(err, "b.ini", 0, "it cannot be read");
	}
	atomic_fetch_add(&app->generation, 1);
	return 0;
}

static void echo(struct app *app, struct redis *redis,
		 const struct request *request, struct buf *out)
{
	(void)app;
	(void)redis;
	buf_printf(out, "method=%s\npath=%s\nquery=%s\naccept=%s\n",
		   request->method, request->path, request->query,
		   request->accept);
	buf_printf(out, "language=%s\nencoding=%s\nif-none-match=%s\n",
		   request->language, request->encoding,
		   request->if_none_match);
	buf_printf(out, "origin=%s\nscope=%s\n", request->origin,
		   request->scope);
}

static void fill(struct buf *out, size_t bytes)
{
	for (size_t line = 0; line < bytes / 16; line++)
		buf_printf(out, "%015zu\n", line);
}

static void big(struct app *app, struct redis *redis,
		const struct request *request, struct buf *out)
{
	(void)app;
	(void)redis;
	fill(out, strcmp(request->path, "/big") == 0 ? BIG_BYTES : HUGE_BYTES);
}

static void slow(struct app *app, struct redis *redis,
		 const struct request *request, struct buf *out)
{
	(void)redis;
	(void)request;
	if (!wait_for_release(app))
		buf_puts(out, "there are no pipes\n");
	buf_puts(out, "at last\n");
}

static void later(struct app *app, struct redis *redis,
		  const struct request *request, struct buf *out)
{
	(void)app;
	(void)redis;
	(void)out;
	atomic_fetch_add(&put_forward_ms, atoll(request->query));
}

/* The next time is another. */
static void warn(struct app *app, struct redis *redis,
		 const struct request *request, struct buf *out)
{
	const char *path = request->path;

	(void)redis;
	(void)out;
	atomic_store(strcmp(path, "/fault") == 0 ? &app->is_faulty :
		     strcmp(path, "/stuck") == 0 ? &app->is_stuck :
						   &app->is_past,
		     true);
}

static void generation(struct app *app, struct redis *redis,
		       const struct request *request, struct buf *out)
{
	(void)redis;
	(void)request;
	buf_printf(out, "%d", atomic_load(&app->generation));
}

static void days(struct app *app, struct redis *redis,
		 const struct request *request, struct buf *out)
{
	(void)redis;
	(void)request;
	buf_printf(out, "%d", atomic_load(&app->days));
}

static void still(struct app *app, struct redis *redis,
		  const struct request *request, struct buf *out)
{
	(void)app;
	(void)redis;
	(void)request;
	(void)out;
	atomic_store(&stopped_at_ms, clock_ms());
}

static void through_redis(struct app *app, struct redis *redis,
			  const struct request *request, struct buf *out)
{
	(void)app;
	redis_set(redis, request->query, "kept", 4, 60);
	if (!redis_get(redis, request->query, out))
		buf_puts(out, "miss");
}

static const struct {
	const char *path;
	void (*answer)(struct app *app, struct redis *redis,
		       const struct request *request, struct buf *out);
} moods[] = {
	{ "/echo", echo },
	{ "/big", big },
	{ "/huge", big },
	{ "/slow", slow },
	{ "/heavy", slow },
	{ "/later", later },
	{ "/days", days },
	{ "/still", still },
	{ "/fault", warn },
	{ "/stuck", warn },
	{ "/yesterday", warn },
	{ "/redis", through_redis },
	{ "/generation", generation },
};

static size_t make_piece(const void *maker, size_t next, struct buf *body)
{
	(void)maker;
	fill(body, BIG_BYTES);
	return next + 1 < LONG_PIECES ? next + 1 : 0;
}

bool app_is_heavy(struct app *app, const struct request *request)
{
	if (strcmp(request->path, "/hang") == 0)
		wait_for_release(app);
	return strcmp(request->path, "/heavy") == 0 ||
	       strcmp(request->path, "/long") == 0;
}

/* What memory would hold. */
static const struct {
	const char *path;
	size_t bytes;
} at_hand[] = { { "/at-hand", 16 }, { "/at-hand-big", BIG_BYTES } };

bool app_answer_at_once(struct app *app, const struct request *request,
			struct response *response)
{
	if (strcmp(request->path, "/waiting") == 0) {
		buf_printf(&response->body, "%llu",
			   atomic_load(&app->counters->waiting));
		return true;
	}
	for (size_t i = 0; i < sizeof(at_hand) / sizeof(*at_hand); i++) {
		if (strcmp(at_hand[i].path, request->path) != 0)
			continue;
		response_header(response, "Content-Type", "text/plain");
		fill(&response->body, at_hand[i].bytes);
		return true;
	}
	return false;
}

void app_turn_away(struct app *app, const struct request *request,
		   struct buf *out)
{
	(void)app;
	buf_printf(out,
		   "Status: 503 Service Unavailable\r\n"
		   "Retry-After: 1\r\n"
		   "X-Scope: %s\r\n"
		   "X-Turned-Away: %s\r\n\r\n",
		   request->scope, request->path);
}

void app_answer(struct app *app, struct redis *redis,
		const struct request *request, struct response *response)
{
	response_header(response, "Content-Type", "text/plain");
	for (size_t i = 0; i < sizeof(moods) / sizeof(*moods); i++)
		if (strcmp(moods[i].path, request->path) == 0) {
			moods[i].answer(app, redis, request, &response->body);
			return;
		}
	if (strcmp(request->path, "/long") == 0) {
		response_stream(response, make_piece, NULL);
		return;
	}
	if (strcmp(request->path, "/spoilt") == 0)
		response_header(response, "Location", "a\r\nb");
	response->status = 404;
}
