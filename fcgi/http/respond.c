/* How a view comes to its visitor. */
#include "http/respond.h"

#include <string.h>

#include "base/clock.h"
#include "http/conditional.h"
#include "http/headers.h"
#include "search/facet-search.h"
#include "text/accept.h"

/* Larger ones would push pages out where nginx keeps its copies. */
#define LARGE_BYTES ((size_t)64 * 1024)
#define KEY_BYTES   ((size_t)1024)
#define BODY_BYTES  ((size_t)64 * 1024 * 1024)

/* A page that the whole directory would not fill need not be looked for. */
static bool is_nowhere(const struct exchange *exchange)
{
	const struct query *query = exchange->query;
	long long before = (query->page - 1) * query->per_page;

	return exchange->hsds == NULL && before > 0 &&
	       (size_t)before >= exchange->edition->directory->entry_count;
}

/* The key of what is asked for (the default language, asked for by name, has
 * other links); NULL where nothing may be kept: what a visitor wrote, what is
 * no 200, what would make keys without end. */
static const char *key_of(const struct exchange *exchange,
			  const struct view *view)
{
	const struct edition *edition = exchange->edition;
	bool is_said = edition->is_asked_for && !edition_is_translated(edition);
	const char *spelling, *key;

	if (!view->is_stored || exchange->is_passing || is_nowhere(exchange))
		return NULL;
	spelling = exchange->hsds != NULL ?
			   hsds_query_key(exchange->hsds, exchange->arena) :
			   query_key(exchange->query);
	key = arena_printf(exchange->arena, "signpost:%s:%s:%s:%s:%s:%s%s%s%s",
			   exchange->seal->name, edition->revision,
			   edition->is_internal ? "internal" : "public",
			   view->name, edition->locale->tag,
			   is_said ? "lang&" : "", exchange->id,
			   exchange->id[0] != '\0' ? "?" : "", spelling);
	return strlen(key) <= KEY_BYTES ? key : NULL;
}

/* Of what visitors and hosts combine there is no end; a wish for one term at
 * most, that says nothing else but where it is filtered and in which language,
 * is one of few. */
static bool is_common(const struct query *query)
{
	bool is_plain = query->chosen_count <= 1;

	for (size_t i = 0; is_plain && i < query_parameter_count; i++)
		is_plain = query_parameters[i].is_common ||
			   !query_says(query, &query_parameters[i]);
	return is_plain;
}

/* What an answer is made from. */
struct making {
	struct exchange *exchange;
	const struct view_args *args;
	bool is_page; /* there is none past the end of the list */
};

/* What a wish of HSDS finds, and on how many pages. */
static void find_hsds(struct exchange *exchange)
{
	const struct hsds_query *query = exchange->hsds;
	long long count;

	if (exchange->is_found)
		return;
	exchange->found = hsds_find(query, exchange->arena);
	exchange->is_found = true;
	count = (long long)exchange->found.count;
	exchange->pages =
		count == 0 ? 1 :
			     (count + query->per_page - 1) / query->per_page;
}

/* Whether the list ends before the page; the exchange learns where. */
static bool is_past_end(const struct making *making)
{
	struct exchange *exchange = making->exchange;
	const struct query *query = making->args->query;
	long long page = query->page;

	if (making->args->view->is_filtered ||
	    making->args->view->pages != NULL)
		exchange->pages = view_pages(making->args);
	if (making->args->hsds != NULL && making->args->status == 200) {
		find_hsds(exchange);
		page = exchange->hsds->page;
	}
	return making->is_page && page > exchange->pages;
}

static struct rendition *make(const void *data)
{
	const struct making *making = data;
	struct view_args args = *making->args;
	struct buf body = buf_new(BODY_BYTES);
	struct rendition *rendition = NULL;

	if (is_past_end(making))
		return NULL;
	args.found = making->exchange->found;
	view_render(&args, &body);
	if (!buf_is_spoilt(&body))
		rendition = rendition_new(&body, making->exchange->pages);
	buf_free(&body);
	return rendition;
}

bool respond_makes_nothing(const struct exchange *exchange)
{
	return exchange->address->is_heavy &&
	       request_is_head(exchange->request);
}

static bool is_bare(const struct making *making)
{
	return making->args->status == 200 &&
	       respond_makes_nothing(making->exchange);
}

static bool takes_packed(const struct making *making)
{
	return !making->args->view->is_fragment &&
	       accept_has_gzip(making->exchange->request->encoding);
}

/* Whether to know where the list ends takes no more than to count. */
static bool is_counted(const struct making *making)
{
	return !is_bare(making) || making->args->view->pages != NULL;
}

/* Whether a form that has to be packed first is sent or compared. */
static bool may_want_packing(const struct making *making)
{
	return takes_packed(making) ||
	       (!making->args->view->is_fragment &&
		making->exchange->request->if_none_match[0] != '\0');
}

/* NULL when it cannot be made whole, there is no such page, or nothing is made.
 */
static struct rendition *find_or_make(const struct making *making)
{
	struct exchange *exchange = making->exchange;
	const struct settings *settings = exchange->edition->settings;
	struct cache_wish wish = {
		.is_common = !exchange->address->is_heavy &&
			     is_common(exchange->query),
		.is_costly = exchange->address->is_heavy,
		.is_internal = exchange->edition->is_internal,
		.life_s = (long)(settings->redis_life_ms / 1000),
		.takes_packed = takes_packed(making),
		.is_to_be_packed =
			exchange->is_at_once && may_want_packing(making),
		.secret = &exchange->seal->key,
		.make = make,
		.args = making,
		.source = &exchange->source,
	};

	if (making->args->status == 200)
		wish.key = key_of(exchange, making->args->view);
	exchange->wish = wish;
	if (is_bare(making) || exchange->is_at_once)
		return wish.key != NULL ? cache_look(exchange->cache, &wish) :
					  NULL;
	if (wish.key == NULL)
		return make(making);
	return cache_find(exchange->cache, exchange->redis, &wish);
}

/* The tag of what is sent on before its end is known: the same wish gets the
 * same bytes of one revision. */
static void tag_of_wish(const struct exchange *exchange,
			const struct view *view, char etag[RENDITION_ETAG])
{
	const struct edition *edition = exchange->edition;
	const char *wish = arena_printf(
		exchange->arena, "%s %s %s %d %d %s %s", edition->revision,
		view->name, edition->locale->tag, edition->is_asked_for,
		edition->is_internal, exchange->id, exchange->request->query);

	rendition_etag(wish, strlen(wish), etag);
}

/* A tag that is made of a visitor's words would give them away. */
static bool has_words(const struct exchange *exchange)
{
	return exchange->query->text != NULL ||
	       (exchange->hsds != NULL && exchange->hsds->text != NULL);
}

/* A piece of what is streamed, timed where app_answer() is over. */
static size_t make_piece(const void *maker, size_t next, struct buf *body)
{
	const struct making *making = maker;
	long long begun_us = clock_us();

	next = making->args->view->write(making->args, next, body);
	making->exchange->pieces_us += clock_us() - begun_us;
	return next;
}

/* What lives as long as the exchange. */
static const struct making *keep(const struct making *making)
{
	struct arena *arena = making->exchange->arena;
	struct making *kept = arena_alloc(arena, sizeof(*kept));
	struct view_args *args = arena_alloc(arena, sizeof(*args));

	*kept = *making;
	*args = *making->args;
	args->found = making->exchange->found;
	kept->args = args;
	return kept;
}

static void send_stream(const struct making *making)
{
	struct exchange *exchange = making->exchange;
	struct response *response = exchange->response;
	char etag[RENDITION_ETAG];

	headers_of_view(exchange, making->args->view, 200);
	if (!has_words(exchange)) {
		tag_of_wish(exchange, making->args->view, etag);
		response_header(response, "ETag", etag);
		if (conditional_has(exchange->request, etag)) {
			response->status = 304;
			return;
		}
	}
	exchange->is_given_up =
		exchange->is_at_once && !request_is_head(exchange->request);
	if (exchange->is_given_up || request_is_head(exchange->request))
		return;
	if (exchange->hsds != NULL)
		find_hsds(exchange);
	response_stream(response, make_piece, keep(making));
	exchange->pieces_us = 0; /* the first is part of the answer */
}

/* False where there is no such page. */
static bool send_rendition(const struct making *making)
{
	struct exchange *exchange = making->exchange;
	struct response *response = exchange->response;
	struct rendition *rendition = find_or_make(making);

	exchange->is_given_up =
		exchange->is_at_once && rendition == NULL && !is_bare(making);
	if (exchange->is_given_up)
		return true;
	if (rendition == NULL && is_counted(making) && is_past_end(making))
		return false;
	response->status = making->args->status;
	if (rendition == NULL && is_bare(making)) {
		headers_of_view(exchange, making->args->view, 200);
		return true;
	}
	if (rendition == NULL) {
		response->body.spoilt = true;
		return true;
	}
	exchange->pages = rendition_pages(rendition);
	exchange->is_large = conditional_form(exchange->request, rendition,
					      !making->args->view->is_fragment)
				     ->length > LARGE_BYTES;
	headers_of_view(exchange, making->args->view, response->status);
	conditional_send(exchange->request, rendition,
			 !making->args->view->is_fragment, response);
	return true;
}

void respond(struct exchange *exchange, const struct view_args *args)
{
	const struct making making = { exchange, args, false };

	if (args->view->is_streamed)
		send_stream(&making);
	else
		send_rendition(&making);
}

bool respond_page(struct exchange *exchange, const struct view_args *args)
{
	const struct making making = { exchange, args, true };

	if (!args->view->is_streamed)
		return send_rendition(&making);
	send_stream(&making);
	return true;
}
