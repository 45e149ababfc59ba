/* The page that tells people what other programs can ask for. */
#include "http/api-docs.h"

#include <string.h>

#include "page/page.h"

#define HSDS "/api/hsds/"

/* The identifier of the first of a list; "" where there is none. */
static void first_of(const struct directory *directory, enum hsds_use use,
		     char text[UUID_TEXT])
{
	struct arena *arena = arena_new();
	struct hsds_items all =
		hsds_find(hsds_query_parse(directory, use, "", arena), arena);

	text[0] = '\0';
	if (all.count > 0)
		hsds_identify(directory, &all.items[0], text);
	arena_free(arena);
}

/* What stands in the place of `*`. */
static json_t *id_for(const struct directory *directory,
		      const struct view *view)
{
	char text[UUID_TEXT];

	if (view->hsds == HSDS_NONE)
		return json_string(directory->entry_count > 0 ?
					   directory->entries[0]->id :
					   "");
	first_of(directory, view->hsds, text);
	return json_string(text);
}

/* A filter that the directory has, where the view takes one. */
static json_t *filter_for(const struct directory *directory,
			  const struct view *view)
{
	const struct facet *facet = directory->facets;

	if (!view->is_filtered || directory->facet_count == 0 ||
	    facet->count == 0)
		return json_string("");
	return json_sprintf("%s=%s", facet->id,
			    directory->terms[facet->first].id);
}

static json_t *query_for(const struct directory *directory,
			 const struct view *view)
{
	json_t *filter = filter_for(directory, view);
	const char *first = view->example != NULL ? view->example : "";
	const char *last = json_string_value(filter);
	json_t *query = json_sprintf(
		"%s%s%s%s", first[0] != '\0' || last[0] != '\0' ? "?" : "",
		first, first[0] != '\0' && last[0] != '\0' ? "&" : "", last);

	json_decref(filter);
	return query;
}

static json_t *example_of(const struct edition *edition,
			  const struct endpoint *endpoint)
{
	const struct view *view = view_of(endpoint->view);
	size_t length = strcspn(endpoint->path, "*");
	json_t *id = id_for(edition->directory, view);
	json_t *query = query_for(edition->directory, view);
	json_t *example = json_sprintf(
		"%s%.*s%s%s", edition->settings->base, (int)length,
		endpoint->path,
		endpoint->path[length] == '*' ? json_string_value(id) : "",
		json_string_value(query));

	json_decref(id);
	json_decref(query);
	return example;
}

static json_t *item_of(const struct edition *edition,
		       const struct endpoint *endpoint)
{
	const struct view *view = view_of(endpoint->view);
	size_t length = strcspn(endpoint->path, "*");
	json_t *about =
		view->about != NULL ?
			json_object_get(edition->locale->words, view->about) :
			NULL;

	return json_pack(
		"{so sO? so}", "path",
		json_sprintf("%s%.*s%s", edition->settings->base, (int)length,
			     endpoint->path,
			     endpoint->path[length] == '*' ? "{id}" : ""),
		"about", about, "example", example_of(edition, endpoint));
}

/* Without an address of the site there is no sitemap to show. */
static bool is_there(const struct edition *edition,
		     const struct endpoint *endpoint)
{
	return endpoint->view != VIEW_SITEMAP ||
	       edition->settings->url[0] != '\0';
}

json_t *api_docs_new(const struct edition *edition, const struct query *query,
		     const struct endpoint *endpoints, size_t count)
{
	json_t *page = page_new(edition, query, false);
	json_t *own = json_array(), *hsds = json_array();

	for (size_t i = 0; i < count; i++)
		if (is_there(edition, &endpoints[i]))
			json_array_append_new(strncmp(endpoints[i].path, HSDS,
						      strlen(HSDS)) == 0 ?
						      hsds :
						      own,
					      item_of(edition, &endpoints[i]));
	json_object_set_new(page, "is_manual", json_true());
	json_object_set_new(page, "own", own);
	json_object_set_new(page, "hsds", hsds);
	page_set_languages(edition, query, "/api/", page);
	return page;
}
