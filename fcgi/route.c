/* From an address to the function that answers it. */
#include "route.h"

#include <string.h>

#include "accept.h"
#include "query-parse.h"
#include "words.h"

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
	{ "/healthz", answer_health, VIEW_API, VIEW_API_PROBLEM },
};

/* What exists for those inside alone; in public these are addresses like any
 * unknown one. */
static const struct route inside[] = {
	{ "/review", answer_review, VIEW_REVIEW, VIEW_ERROR },
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* Where nothing else fits, by how the address begins. */
static const struct route nowhere[] = {
	{ "/api/", NULL, VIEW_API, VIEW_API_PROBLEM },
	{ "/fragment/", NULL, VIEW_ERROR_FRAGMENT, VIEW_ERROR_FRAGMENT },
	{ "", NULL, VIEW_ERROR, VIEW_ERROR },
};

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
	if (view_of(visit->view)->is_fragment)
		return visit->query;
	if (visit->view == VIEW_EMBED)
		return query_framed(visit->query, visit->arena);
	return query_without_host(visit->query, visit->arena);
}

/* Whether the wish has something of the visitor's own in it, or of no use, so
 * that there would be no end to what is kept. */
static bool is_passing(const struct visit *visit)
{
	const struct query *query = visit->query;

	return query->unclear != NULL || query->kept != NULL ||
	       query->text != NULL ||
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
	const struct query *query = visit->query;
	const char *text = index != NULL ? query->text : NULL;
	const struct words *words = NULL;
	struct query *there;

	if (query->text == NULL)
		return;
	if (text != NULL && view_of(visit->view)->is_filtered)
		words = words_find(index, text, visit->arena);
	there = arena_alloc(visit->arena, sizeof(*there));
	*there = *query_with_words(query, text, words, visit->arena);
	there->page = query->page;
	visit->query = there;
}

static void answer(struct visit *visit, const struct route *route)
{
	visit->view = route->view;
	visit->error_view = route->error_view;
	visit->query = query_for(visit);
	choose_language(visit);
	find_words(visit);
	visit->is_passing = is_passing(visit);
	if (strcmp(visit->request->method, "GET") != 0 &&
	    !request_is_head(visit->request))
		answer_error(visit, 405);
	else if (route->answer == NULL)
		answer_error(visit, 404);
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
