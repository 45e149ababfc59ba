/* The page that tells people what other programs can ask for. */
#include "http/handlers.h"

#include <string.h>

#include "hsds/hsds.h"
#include "page/page.h"

/* The identifier of the first of what the address is of, "" where there is
 * none. */
static const char *id_for(const struct exchange *exchange,
			  const struct address *address)
{
	const struct directory *directory = exchange->edition->directory;
	struct arena *arena = exchange->arena;
	char *text = arena_alloc(arena, UUID_TEXT);
	struct hsds_items all;

	if (address->hsds == HSDS_NONE)
		return directory->entry_count > 0 ? directory->entries[0]->id :
						    "";
	all = hsds_find(hsds_query_parse(directory, address->hsds, "", arena),
			arena);
	if (all.count > 0)
		hsds_identify(directory, &all.items[0], text);
	return text;
}

/* A filter that the directory has, where the address takes one. */
static const char *filter_for(const struct exchange *exchange,
			      const struct address *address)
{
	const struct directory *directory = exchange->edition->directory;
	const struct facet *facet = directory->facets;

	if (!view_of(address->views[0])->is_filtered ||
	    directory->facet_count == 0 || facet->count == 0)
		return "";
	return arena_printf(exchange->arena, "%s=%s", facet->id,
			    directory->terms[facet->first].id);
}

static json_t *path_of(const struct exchange *exchange,
		       const struct address *address, const char *id,
		       const char *query)
{
	return json_sprintf("%s%.*s%s%s%s", exchange->edition->settings->base,
			    (int)strcspn(address->path, "*"), address->path,
			    address_has_id(address) ? id : "",
			    query[0] != '\0' ? "?" : "", query);
}

/* False where there is nothing that could be asked for. */
static json_t *example_of(const struct exchange *exchange,
			  const struct address *address)
{
	const char *id = id_for(exchange, address);
	const char *filter = filter_for(exchange, address);
	const char *query = address->example != NULL ? address->example : "";
	bool is_both = query[0] != '\0' && filter[0] != '\0';

	query = arena_printf(exchange->arena, "%s%s%s", query,
			     is_both ? "&" : "", filter);
	return address_has_id(address) && id[0] == '\0' ?
		       json_false() :
		       path_of(exchange, address, id, query);
}

static json_t *item_of(const struct exchange *exchange,
		       const struct address *address)
{
	return json_pack("{so sO? so}", "path",
			 path_of(exchange, address, "{id}", ""), "about",
			 json_object_get(exchange->edition->locale->words,
					 address->about),
			 "example", example_of(exchange, address));
}

/* Without an address of the site there is no sitemap to show. */
static bool is_there(const struct exchange *exchange,
		     const struct address *address)
{
	return address->views[0] != VIEW_SITEMAP ||
	       exchange->edition->settings->url[0] != '\0';
}

static json_t *describe(const void *of)
{
	const struct exchange *exchange = of;
	const struct edition *edition = exchange->edition;
	json_t *page = page_new(edition, exchange->query, false);
	json_t *own = json_array(), *hsds = json_array();

	for (const struct address *each = address_next(NULL); each != NULL;
	     each = address_next(each))
		if (is_there(exchange, each))
			json_array_append_new(
				each->error_view == VIEW_HSDS_PROBLEM ? hsds :
									own,
				item_of(exchange, each));
	json_object_set_new(page, "is_manual", json_true());
	json_object_set_new(page, "own", own);
	json_object_set_new(page, "hsds", hsds);
	page_set_languages(edition, exchange->query, "/api/", page);
	return page;
}

void handle_api_docs(struct exchange *exchange)
{
	handle_document(exchange, describe);
}
