/* From an address to the function that answers it. */
#include "http/router.h"

#include <string.h>

#include "http/api-docs.h"
#include "http/health.h"
#include "http/metrics.h"
#include "http/negotiation.h"
#include "http/openapi.h"
#include "search/query-parse.h"
#include "search/words.h"
#include "text/accept.h"

static void answer_openapi(struct visit *visit);
static void answer_manual(struct visit *visit);

static const struct route {
	const char *path; /* below the base; ending in `*`: an id follows */
	void (*answer)(struct visit *visit);
	enum view_id view, error_view;
} routes[] = {
	{ "", answer_moved, VIEW_LIST, VIEW_ERROR },
	{ "/", answer_list, VIEW_LIST, VIEW_ERROR },
	{ "/e/*", answer_entry, VIEW_ENTRY, VIEW_ERROR },
	{ "/embed", answer_list, VIEW_EMBED, VIEW_ERROR_FRAMED },
	{ "/phones", answer_view, VIEW_LINES, VIEW_ERROR },
	{ "/last-resort", answer_view, VIEW_LAST_RESORT, VIEW_ERROR },
	{ "/fragment", answer_list, VIEW_LIST_FRAGMENT, VIEW_ERROR_FRAGMENT },
	{ "/fragment/last-resort", answer_view, VIEW_LAST_RESORT_FRAGMENT,
	  VIEW_ERROR_FRAGMENT },
	{ "/fragment/e/*", answer_entry, VIEW_ENTRY_FRAGMENT,
	  VIEW_ERROR_FRAGMENT },
	{ "/api/v1/", answer_view, VIEW_API, VIEW_API_PROBLEM },
	{ "/api/v1/entries", answer_api_list, VIEW_API_ENTRIES,
	  VIEW_API_PROBLEM },
	{ "/api/v1/entries/*", answer_entry, VIEW_API_ENTRY, VIEW_API_PROBLEM },
	{ "/api/v1/facets", answer_api_list, VIEW_API_FACETS,
	  VIEW_API_PROBLEM },
	{ "/api/v1/phones", answer_view, VIEW_API_PHONES, VIEW_API_PROBLEM },
	{ "/entries.ndjson", answer_api_list, VIEW_ENTRIES_NDJSON,
	  VIEW_API_PROBLEM },
	{ "/entries.csv", answer_api_list, VIEW_ENTRIES_CSV, VIEW_API_PROBLEM },
	{ "/entries.txt", answer_api_list, VIEW_ENTRIES_TXT, VIEW_API_PROBLEM },
	{ "/entries.atom", answer_api_list, VIEW_ENTRIES_ATOM,
	  VIEW_API_PROBLEM },
	{ "/sitemap.xml", answer_sitemap, VIEW_SITEMAP, VIEW_API_PROBLEM },
	{ "/api/hsds/", answer_view, VIEW_HSDS, VIEW_HSDS_PROBLEM },
	{ "/api/hsds/services", answer_hsds_list, VIEW_HSDS_SERVICES,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/services/*", answer_hsds_item, VIEW_HSDS_SERVICE,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/organizations", answer_hsds_list, VIEW_HSDS_ORGANIZATIONS,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/organizations/*", answer_hsds_item, VIEW_HSDS_ORGANIZATION,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/taxonomies", answer_hsds_list, VIEW_HSDS_TAXONOMIES,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/taxonomies/*", answer_hsds_item, VIEW_HSDS_TAXONOMY,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/taxonomy_terms", answer_hsds_list, VIEW_HSDS_TERMS,
	  VIEW_HSDS_PROBLEM },
	{ "/api/hsds/taxonomy_terms/*", answer_hsds_item, VIEW_HSDS_TERM,
	  VIEW_HSDS_PROBLEM },
	{ "/openapi.json", answer_openapi, VIEW_OPENAPI, VIEW_API_PROBLEM },
	{ "/api/", answer_manual, VIEW_MANUAL, VIEW_ERROR },
	{ "/healthz", health_answer, VIEW_HEALTH, VIEW_API_PROBLEM },
	{ "/readyz", health_answer_ready, VIEW_READINESS, VIEW_API_PROBLEM },
	{ "/metrics", metrics_answer, VIEW_METRICS, VIEW_API_PROBLEM },
};

/* What exists for those inside alone; in public these are addresses like any
 * unknown one. */
static const struct route inside[] = {
	{ "/review", answer_review, VIEW_REVIEW, VIEW_ERROR },
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

static void answer_openapi(struct visit *visit)
{
	struct endpoint endpoints[ROUTES];
	size_t count = endpoints_of(endpoints);

	answer_document(visit, openapi_new(visit->edition, endpoints, count));
}

static void answer_manual(struct visit *visit)
{
	struct endpoint endpoints[ROUTES];
	size_t count = endpoints_of(endpoints);

	answer_document(visit, manual_new(visit->edition, visit->query,
					  endpoints, count));
}

/* What follows the base, or NULL. */
static const char *below_base(const struct visit *visit)
{
	const char *base = visit->edition->settings->base;
	size_t length = strlen(base);

	if (strncmp(visit->request->path, base, length) != 0)
		return NULL;
	return visit->request->path + length;
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
static const struct query *query_for(const struct visit *visit)
{
	const struct view *view = view_of(visit->view);
	const struct query *query = visit->query;

	if (view_is_html(view))
		query = query_without_format(query, visit->arena);
	if (view->is_fragment)
		return query;
	if (visit->view == VIEW_EMBED)
		return query_framed(query, visit->arena);
	return query_without_host(query, visit->arena);
}

/* Whether the wish has something of the visitor's own in it, or of no use, so
 * that there would be no end to what is kept. */
static bool is_passing(const struct visit *visit)
{
	const struct query *query = visit->query;

	return query->unclear != NULL || query->kept != NULL ||
	       query->prefix != NULL || query->text != NULL ||
	       (!view_of(visit->view)->is_filtered && query->key[0] != '\0');
}

/* The language that the browser prefers, of those that are offered, or NULL
 * where it prefers none to the default. */
static const char *preferred(const struct visit *visit)
{
	const char *rest = visit->request->language, *best = NULL;
	const struct edition *edition = visit->edition;
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
static void choose_language(struct visit *visit)
{
	const char *tag =
		visit->query->is_lang_given ? visit->query->lang : NULL;
	struct query *query;

	visit->is_negotiated =
		tag == NULL && !view_of(visit->view)->is_fragment;
	if (visit->is_negotiated)
		tag = preferred(visit);
	visit->edition = edition_in(visit->edition, tag);
	if (visit->edition->is_asked_for == visit->query->is_lang_given)
		return;
	query = arena_alloc(visit->arena, sizeof(*query));
	*query = *visit->query;
	query->lang = visit->edition->locale->tag;
	query->is_lang_given = visit->edition->is_asked_for;
	visit->query = query;
}

/* Looks for the words, where there are any and the site lets people search. */
static void find_words(struct visit *visit)
{
	const struct index *index = visit->edition->index;
	const char *text = index != NULL ? visit->query->text : NULL;
	const struct words *words = NULL;

	if (text != NULL && view_of(visit->view)->is_filtered)
		words = words_find(index, text, visit->arena);
	if (visit->query->text != NULL)
		visit->query = query_with_words(visit->query, text, words,
						visit->arena);
}

/* Addresses that end in a suffix say themselves what they are. */
static bool is_negotiable(const struct visit *visit)
{
	const char *base = visit->edition->settings->base;
	const char *path = visit->request->path + strlen(base);

	return strncmp(path, "/api/", strlen("/api/")) == 0 &&
	       !view_is_html(view_of(visit->view));
}

/* The fault for which the visit is refused, or 0. */
static int refusal_of(struct visit *visit, const struct route *route)
{
	if (strcmp(visit->request->method, "GET") != 0 &&
	    !request_is_head(visit->request))
		return 405;
	if (route->answer == NULL)
		return 404;
	return is_negotiable(visit) ? negotiation_choose(visit) : 0;
}

static void answer(struct visit *visit, const struct route *route)
{
	int refusal;

	visit->view = route->view;
	visit->error_view = route->error_view;
	visit->has_options = is_described(route);
	visit->query = query_for(visit);
	choose_language(visit);
	find_words(visit);
	visit->is_passing = is_passing(visit);
	if (strcmp(visit->request->method, "OPTIONS") == 0 &&
	    visit->has_options) {
		answer_options(visit);
		return;
	}
	refusal = refusal_of(visit, route);
	if (refusal != 0)
		answer_error(visit, refusal);
	else
		route->answer(visit);
}

/* Answers as the first row of the table that fits says; false when none
 * does. */
static bool answer_as(struct visit *visit, const struct route *table,
		      size_t count, const char *path)
{
	for (size_t i = 0; i < count; i++)
		if (fits(&table[i], path, &visit->id)) {
			answer(visit, &table[i]);
			return true;
		}
	return false;
}

void route(struct visit *visit)
{
	const char *path = below_base(visit);
	const struct route *other = nowhere;

	visit->query = query_parse(visit->edition->directory,
				   visit->request->query, visit->arena);
	if (path != NULL && answer_as(visit, routes, COUNT(routes), path))
		return;
	if (path != NULL && visit->edition->is_internal &&
	    answer_as(visit, inside, COUNT(inside), path))
		return;
	visit->id = "";
	while (path == NULL ?
		       other->path[0] != '\0' :
		       strncmp(other->path, path, strlen(other->path)) != 0)
		other++;
	answer(visit, other);
}
