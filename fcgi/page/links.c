/* Where a list leads beyond itself: start links, wider lists, and the same list
 * for a script to ask for. */
#include "document/document.h"
#include "page/parts.h"

#define HOST_ROOM ((size_t)4096)

/* The words of a visitor have no part in it. */
static json_t *start_of(const struct edition *edition,
			const struct query *query, size_t place)
{
	json_t *object =
		document_of(edition, edition->directory->starts[place]);
	struct query there = *query;

	there.chosen = edition->starts[place];
	there.text = NULL;
	json_object_set_new(object, "href", page_link(edition, &there, NULL));
	return object;
}

json_t *page_starts(const struct edition *edition, const struct query *query)
{
	json_t *list = json_array();

	for (size_t i = 0; i < edition->directory->start_count; i++)
		if (edition->starts[i] != NULL)
			json_array_append_new(list,
					      start_of(edition, query, i));
	return list;
}

/* Names of which nothing is there to be kept are no part of the key under which
 * the answer is stored, so they must not change it. */
json_t *page_source(const struct edition *edition, const struct query *query)
{
	struct buf host = buf_new(HOST_ROOM);
	struct query plain = *query;
	json_t *source;

	if (query->kept == NULL)
		plain.keep = NULL;
	query_print_host(&plain, &host);
	source = json_sprintf("%s/%s?%s", edition->settings->base,
			      query->is_framed ? "embed" : "fragment",
			      buf_text(&host));
	buf_free(&host);
	return source;
}

json_t *page_wider(const struct edition *edition, const struct query *query)
{
	const struct directory *directory = query->directory;
	struct arena *arena = arena_new();
	json_t *list = json_array();

	for (size_t i = 0; i < directory->facet_count; i++) {
		const struct query *wider;
		size_t count;
		json_t *object;

		if (!query->is_filtered[i])
			continue;
		wider = query_without(query, i, arena);
		if (wider->chosen_count == 0 && query->text == NULL)
			continue;
		count = facet_search(wider)->count;
		if (count == 0)
			continue;
		object = document_facet(edition, &directory->facets[i]);
		page_set_facet_name(edition, &directory->facets[i], object);
		json_object_set_new(object, "count",
				    json_integer((json_int_t)count));
		json_object_set_new(object, "href",
				    page_link(edition, wider, NULL));
		json_array_append_new(list, object);
	}
	arena_free(arena);
	return list;
}
