/* From an address to the function that answers it. */
#include "http/router.h"

#include <string.h>

#include "http/api-docs.h"
#include "http/health.h"
#include "http/metrics.h"
#include "http/negotiation.h"
#include "http/openapi.h"
#include "search/match.h"
#include "search/query-parse.h"
#include "text/accept.h"

static void handle_openapi(struct exchange *exchange);
static void handle_manual(struct exchange *exchange);

static const struct route {
	const char *path; /* below the base; ending in `*`: an id follows */
	void (*answer)(struct exchange *exchange);
	enum view_id view, error_view;
} routes[] = {
	{ "", handle_moved, VIEW_LIST, VIEW_ERROR },
	{ "/", handle_list, VIEW_LIST, VIEW_ERROR },
	{ "/e/*", handle_entry, VIEW_ENTRY, VIEW_ERROR },
	{ "/embed", handle_list, VIEW_EMBED, VIEW_ERROR_FRAMED },
	{ "/phones", handle_view, VIEW_LINES, VIEW_ERROR },
	{ "/last-resort", handle_view, VIEW_LAST_RESORT, VIEW_ERROR },
	{ "/fragment", handle_list, VIEW_LIST_FRAGMENT, VIEW_ERROR_FRAGMENT },
	{ "/fragment/last-resort", handle_view, VIEW_LAST_RESORT_FRAGMENT,
	  VIEW_ERROR_FRAGMENT },
	{ "/fragment/e/*", handle_entry, VIEW_ENTRY_FRAGMENT,
	  VIEW_ERROR_FRAGMENT },
	{ "/api/v1/", handle_view, VIEW_API, VIEW_API_PROBLEM },
	{ "/api/v1/entries", handle_api_list, VIEW_API_ENTRIES,
	  VIEW_API_PROBLEM },
	{ "/api/v1/entries/*", handle_entry, VIEW_API_ENTRY, VIEW_API_PROBLEM },
	{ "/api/v1/facets", handle_api_list, VIEW_API_FACETS,
	  VIEW_API_PROBLEM },
	{ "/api/v1/phones", handle_view, VIEW_API_PHONES, VIEW_API_PROBLEM },
	{ "/entries.ndjson", handle_api_list, VIEW_ENTRIES_NDJSON,
	  VIEW_API_PROBLEM },
	{ "/entries.csv", handle_api_list, VIEW_ENTRIES_CSV, VIEW_API_PROBLEM },
	{ "/entries.txt", handle_api_list, VIEW_ENTRIES_TXT, VIEW_API_PROBLEM },
	{ "/entries.atom", handle_api_list, VIEW_ENTRIES_ATOM,
	  VIEW_API_PROBLEM },
	{ "/sitemap.xml", handle_sitemap, VIEW_SITEMAP, VIEW_API_PROBLEM },
	{ "/api/hsds/", handle_view, VIEW_HSDS, VIEW_HSDS_PROBLEM },
	{ "/api/hsds/services", handle_hsds_list, VIEW_HSDS_SERVICES,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/services/*", handle_hsds_item, VIEW_HSDS_SERVICE,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/organizations", handle_hsds_list, VIEW_HSDS_ORGANIZATIONS,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/organizations/*", handle_hsds_item, VIEW_HSDS_ORGANIZATION,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/taxonomies", handle_hsds_list, VIEW_HSDS_TAXONOMIES,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/taxonomies/*", handle_hsds_item, VIEW_HSDS_TAXONOMY,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/taxonomy_terms", handle_hsds_list, VIEW_HSDS_TERMS,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/taxonomy_terms/*", handle_hsds_item, VIEW_HSDS_TERM,
	  VIEW_HSDS_PROBLEM },
	{ "/openapi.json", handle_openapi, VIEW_OPENAPI, VIEW_API_PROBLEM },
	{ "/api/", handle_manual, VIEW_MANUAL, VIEW_ERROR },
	{ "/healthz", health_answer, VIEW_HEALTH, VIEW_API_PROBLEM },
	{ "/readyz", health_answer_ready, VIEW_READINESS, VIEW_API_PROBLEM },
	{ "/metrics", metrics_answer, VIEW_METRICS, VIEW_API_PROBLEM },
};

/* What exists for those inside alone; in public these are addresses like any
 * unknown one. */
static const struct route inside[] = {
	{ "/review", handle_review, VIEW_REVIEW, VIEW_ERROR },
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))
#define ROUTES	     COUNT(routes)

/* Where nothing else fits, by how the address begins. */
static const struct route nowhere[] = {
	{ "/api/", NULL, VIEW_API, VIEW_API_PROBLEM },
	{ "/fragment/", NULL, VIEW_ERROR_FRAGMENT, VIEW_ERROR_FRAGMENT },
	{ "", NULL, VIEW_ERROR, VIEW_ERROR },
};

/* Pieces of pages, and what only operators ask for, are no one else's. */
static bool is_described(const struct route *route)
{
	return !view_is_html(view_of(route->view)) &&
	       !view_is_html(view_of(route->error_view)) &&
	       (strncmp(route->path, "/api/", 5) == 0 ||
		strchr(route->path, '.') != NULL);
}

/* The addresses for other programs; how many they are. */
static size_t endpoints_of(struct endpoint endpoints[ROUTES])
{
	size_t count = 0;

	for (size_t i = 0; i < ROUTES; i++)
		if (is_described(&routes[i]))
			endpoints[count++] = (struct endpoint){
				.path = routes[i].path,
				.view = routes[i].view,
				.error_view = routes[i].error_view,
				.is_negotiable = strncmp(routes[i].path,
							 "/api/", 5) == 0,
			};
	return count;
}

static void handle_openapi(struct exchange *exchange)
{
	struct endpoint endpoints[ROUTES];
	size_t count = endpoints_of(endpoints);

	handle_document(exchange,
			openapi_new(exchange->edition, endpoints, count));
}

static void handle_manual(struct exchange *exchange)
{
	struct endpoint endpoints[ROUTES];
	size_t count = endpoints_of(endpoints);

	handle_document(exchange,
			api_docs_new(exchange->edition, exchange->query,
				     endpoints, count));
}

/* What follows the base, or NULL. */
static const char *below_base(const struct exchange *exchange)
{
	const char *base = exchange->edition->settings->base;
	size_t length = strlen(base);

	if (strncmp(exchange->request->path, base, length) != 0)
		return NULL;
	return exchange->request->path + length;
}

static bool fits(const struct route *route, const char *path, const char **id)
{
	size_t length = strlen(route->path);

	*id = "";
	if (length == 0 || route->path[length - 1] != '*')
		return strcmp(route->path, path) == 0;
	*id = path + length - 1;
	return strncmp(route->path, path, length - 1) == 0 &&
	       strlen(path) >= length;
}

/* What a host decides holds where the answer stands on its page: in a fragment
 * all of it, in an iframe all but what stays on the page around it. */
static const struct query *query_for(const struct exchange *exchange)
{
	const struct view *view = view_of(exchange->view);
	const struct query *query = exchange->query;

	if (view_is_html(view))
		query = query_without_format(query, exchange->arena);
	if (view->is_fragment)
		return query;
	if (exchange->view == VIEW_EMBED)
		return query_framed(query, exchange->arena);
	return query_without_host(query, exchange->arena);
}

/* Whether the wish has something of the visitor's own in it, or of no use, so
 * that there would be no end to what is kept. */
static bool is_passing(const struct exchange *exchange)
{
	const struct query *query = exchange->query;

	return query->unclear != NULL || query->kept != NULL ||
	       query->prefix != NULL || query->text != NULL ||
	       (!view_of(exchange->view)->is_filtered && query->key[0] != '\0');
}

/* The language that the browser prefers, of those that are offered, or NULL
 * where it prefers none to the default. */
static const char *preferred(const struct exchange *exchange)
{
	const char *rest = exchange->request->language, *best = NULL;
	const struct edition *edition = exchange->edition;
	struct accept_choice choice;
	int weight = 0;

	while (accept_next(&rest, &choice))
		for (size_t i = 1; i < edition->count; i++) {
			const struct locale *locale = edition->all[i].locale;

			if (choice.weight <= weight ||
			    !accept_has_language(&choice, locale->tag))
				continue;
			weight = choice.weight;
			best = locale != edition->original ? locale->tag : NULL;
		}
	return best;
}

/* What was asked for by name, else, on pages of our own, what the browser
 * prefers. A piece of another page is in the language which that page wants. */
static void choose_language(struct exchange *exchange)
{
	const char *tag =
		exchange->query->is_lang_given ? exchange->query->lang : NULL;
	struct query *query;

	exchange->is_negotiated =
		tag == NULL && !view_of(exchange->view)->is_fragment;
	if (exchange->is_negotiated)
		tag = preferred(exchange);
	exchange->edition = edition_in(exchange->edition, tag);
	if (exchange->edition->is_asked_for == exchange->query->is_lang_given)
		return;
	query = arena_alloc(exchange->arena, sizeof(*query));
	*query = *exchange->query;
	query->lang = exchange->edition->locale->tag;
	query->is_lang_given = exchange->edition->is_asked_for;
	exchange->query = query;
}

/* Looks for the words, where there are any and the site lets people search. */
static void find_words(struct exchange *exchange)
{
	const struct index *index = exchange->edition->index;
	const char *text = index != NULL ? exchange->query->text : NULL;
	const struct match *match = NULL;

	if (text != NULL && view_of(exchange->view)->is_filtered)
		match = match_find(index, text, exchange->arena);
	if (exchange->query->text != NULL)
		exchange->query = query_with_words(exchange->query, text, match,
						   exchange->arena);
}

/* Addresses that end in a suffix say themselves what they are. */
static bool is_negotiable(const struct exchange *exchange)
{
	const char *base = exchange->edition->settings->base;
	const char *path = exchange->request->path + strlen(base);

	return strncmp(path, "/api/", strlen("/api/")) == 0 &&
	       !view_is_html(view_of(exchange->view));
}

/* The fault for which the exchange is refused, or 0. */
static int refusal_of(struct exchange *exchange, const struct route *route)
{
	if (strcmp(exchange->request->method, "GET") != 0 &&
	    !request_is_head(exchange->request))
		return 405;
	if (route->answer == NULL)
		return 404;
	return is_negotiable(exchange) ? negotiation_choose(exchange) : 0;
}

static void answer(struct exchange *exchange, const struct route *route)
{
	int refusal;

	exchange->view = route->view;
	exchange->error_view = route->error_view;
	exchange->has_options = is_described(route);
	exchange->query = query_for(exchange);
	choose_language(exchange);
	find_words(exchange);
	exchange->is_passing = is_passing(exchange);
	if (strcmp(exchange->request->method, "OPTIONS") == 0 &&
	    exchange->has_options) {
		handle_options(exchange);
		return;
	}
	refusal = refusal_of(exchange, route);
	if (refusal != 0)
		handle_error(exchange, refusal);
	else
		route->answer(exchange);
}

/* Answers as the first row of the table that fits says; false when none
 * does. */
static bool answer_as(struct exchange *exchange, const struct route *table,
		      size_t count, const char *path)
{
	for (size_t i = 0; i < count; i++)
		if (fits(&table[i], path, &exchange->id)) {
			answer(exchange, &table[i]);
			return true;
		}
	return false;
}

void router_answer(struct exchange *exchange)
{
	const char *path = below_base(exchange);
	const struct route *other = nowhere;

	exchange->query =
		query_parse(exchange->edition->directory,
			    exchange->request->query, exchange->arena);
	if (path != NULL && answer_as(exchange, routes, COUNT(routes), path))
		return;
	if (path != NULL && exchange->edition->is_internal &&
	    answer_as(exchange, inside, COUNT(inside), path))
		return;
	exchange->id = "";
	while (path == NULL ?
		       other->path[0] != '\0' :
		       strncmp(other->path, path, strlen(other->path)) != 0)
		other++;
	answer(exchange, other);
}
