/* The application as requests see it: one generation each, held until all of
 * the answer is made. */
#include "app/app.h"

#include <string.h>

#include "app/app-internal.h"
#include "base/clock.h"
#include "http/access-log.h"
#include "http/address.h"
#include "http/busy.h"
#include "http/router.h"
#include "telemetry/log.h"

#define SHORT_BYTES ((size_t)1024)
#define SHORT_PAIRS 16

static bool is_heavy(const struct edition *edition,
		     const struct request *request)
{
	const char *id;

	return address_find(
		       address_below(edition->settings->base, request->path),
		       request_is_internal(request), &id)
		->is_heavy;
}

bool app_is_heavy(struct app *app, const struct request *request)
{
	bool result;

	pthread_mutex_lock(&app->lock);
	result = is_heavy(generation_edition(app->now, false), request);
	pthread_mutex_unlock(&app->lock);
	return result;
}

void app_turn_away(struct app *app, const struct request *request,
		   struct buf *out)
{
	const struct edition *edition;

	pthread_mutex_lock(&app->lock);
	edition = generation_edition(app->now, request_is_internal(request));
	busy_write(edition, request,
		   !request_is_head(request) && is_heavy(edition, request),
		   out);
	pthread_mutex_unlock(&app->lock);
}

/* An answer whose end is not made yet, in its own arena. */
struct answering {
	struct generation *generation;
	struct request request;
	struct exchange exchange;
	long long us; /* that it took so far */
};

static void end_answering(void *life)
{
	struct answering *answering = life;
	struct exchange *exchange = &answering->exchange;
	struct generation *generation = answering->generation;

	access_log_write(exchange, answering->us + exchange->pieces_us);
	arena_free(exchange->arena);
	generation_release(generation);
}

static struct exchange exchange_new(struct app *app,
				    const struct generation *now,
				    const struct request *request,
				    struct response *response,
				    struct arena *arena)
{
	const struct edition *edition =
		generation_edition(now, request_is_internal(request));
	const struct seal *seal = edition->secrets->seal;

	return (struct exchange){
		.edition = edition,
		.request = request,
		.response = response,
		.cache = app->cache,
		.seal = seal != NULL ? seal : &app->own_seal,
		.is_bare = atomic_load(&app->is_bare),
		.reports = app->reports,
		.counters = app->counters,
		.generation_bytes = generation_bytes(now),
		.generation_load_us = generation_load_us(now),
		.arena = arena,
	};
}

static struct answering *begin_answering(struct app *app, struct redis *redis,
					 const struct request *request,
					 struct response *response)
{
	struct arena *arena = arena_new();
	struct answering *answering = arena_alloc(arena, sizeof(*answering));

	answering->generation = app_take(app);
	answering->request = request_copy(request, arena);
	answering->exchange =
		exchange_new(app, answering->generation, &answering->request,
			     response, arena);
	answering->exchange.redis = redis;
	return answering;
}

/* Whether reading it takes next to no time: of what is long there is more than
 * pages ask for, and a worker's time is for that. */
static bool is_short(const struct request *request)
{
	const char *texts[] = { request->path,	   request->query,
				request->accept,   request->language,
				request->encoding, request->if_none_match,
				request->origin };
	size_t pairs = 1;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (strnlen(texts[i], SHORT_BYTES + 1) > SHORT_BYTES)
			return false;
	for (const char *at = request->query; *at != '\0'; at++)
		pairs += *at == '&';
	return pairs <= SHORT_PAIRS;
}

/* Reads the wish and looks whether memory has what it asks for. */
static void look_up(struct known *known, struct exchange *exchange)
{
	exchange->is_given_up = !is_short(exchange->request);
	if (exchange->is_given_up)
		return;
	exchange->arena = arena_new();
	router_answer(exchange);
	known_keep(known, exchange);
	arena_free(exchange->arena);
}

/* The generation is not held, because who holds it last frees it, and that
 * takes time; while the lock is held, nobody changes it. */
bool app_answer_at_once(struct app *app, const struct request *request,
			struct response *response)
{
	long long begun_us = clock_us();
	struct exchange exchange;

	if (log_has(LOG_INFO))
		return false;
	pthread_mutex_lock(&app->lock);
	exchange = exchange_new(app, app->now, request, response, NULL);
	exchange.is_at_once = true;
	if (!known_answer(app->known, &exchange))
		look_up(app->known, &exchange);
	if (!exchange.is_given_up)
		access_log_write(&exchange, clock_us() - begun_us);
	pthread_mutex_unlock(&app->lock);
	return !exchange.is_given_up;
}

void app_answer(struct app *app, struct redis *redis,
		const struct request *request, struct response *response)
{
	long long begun_us = clock_us();
	struct answering *answering =
		begin_answering(app, redis, request, response);
	struct exchange *exchange = &answering->exchange;

	redis_log_in(redis, &exchange->edition->secrets->login);
	redis_begin_page(redis);
	router_answer(exchange);
	app_tell_seal(app, redis);
	answering->us = clock_us() - begun_us;
	if (!response_has_more(response)) {
		end_answering(answering);
		return;
	}
	response->end = end_answering;
	response->life = answering;
}
