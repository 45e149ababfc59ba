/* The application as requests see it: one generation each, held until all of
 * the answer is made. */
#include "app/app.h"

#include "app/app-internal.h"
#include "base/clock.h"
#include "http/access-log.h"
#include "http/address.h"
#include "http/router.h"

bool app_is_heavy(struct app *app, const struct request *request)
{
	const char *base, *id;
	const struct address *address;

	pthread_mutex_lock(&app->lock);
	base = generation_edition(app->now, false)->settings->base;
	address = address_find(address_below(base, request->path),
			       request_is_internal(request), &id);
	pthread_mutex_unlock(&app->lock);
	return address->is_heavy;
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

static struct answering *begin_answering(struct app *app, struct redis *redis,
					 const struct request *request,
					 struct response *response)
{
	struct arena *arena = arena_new();
	struct answering *answering = arena_alloc(arena, sizeof(*answering));
	struct generation *now = app_take(app);

	answering->generation = now;
	answering->request = request_copy(request, arena);
	answering->exchange = (struct exchange){
		.edition =
			generation_edition(now, request_is_internal(request)),
		.request = &answering->request,
		.response = response,
		.redis = redis,
		.cache = app->cache,
		.seal = &app->own_seal,
		.is_bare = atomic_load(&app->is_bare),
		.reports = app->reports,
		.counters = app->counters,
		.generation_bytes = generation_bytes(now),
		.generation_load_us = generation_load_us(now),
		.arena = arena,
	};
	return answering;
}

void app_answer(struct app *app, struct redis *redis,
		const struct request *request, struct response *response)
{
	long long begun_us = clock_us();
	struct answering *answering =
		begin_answering(app, redis, request, response);
	struct exchange *exchange = &answering->exchange;
	const struct secrets *secrets = exchange->edition->secrets;

	if (secrets->seal != NULL)
		exchange->seal = secrets->seal;
	redis_log_in(redis, exchange->edition->settings->redis_user,
		     secrets->password);
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
