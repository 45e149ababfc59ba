/* Where a list leads beyond itself: start links, wider lists, and the same list
 * for a script to ask for. */
#include "document/document.h"
#include "page/parts.h"

#define HOST_ROOM ((size_t)4096)
#define LINK_ROOM ((size_t)64 * 1024)

json_t *page_start_names(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	json_t *list = json_array();

	for (size_t i = 0; i < directory->start_count; i++)
		json_array_append_new(
			list, document_of(edition, directory->starts[i]));
	return list;
}

/* The words of a visitor have no part in it. */
static json_t *start_of(const struct edition *edition,
			const struct query *query, size_t place)
{
	json_t *same = edition_same(edition, PAGE_STARTS);
	json_t *object =
		same != NULL ?
			json_copy(json_array_get(same, place)) :
			document_of(edition, edition->directory->starts[place]);
	struct query there = *query;

	there.chosen = edition->starts[place];
	there.text = NULL;
	there.is_exact = false;
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
	source = DOCUMENT_JOIN(edition->settings->base,
			       query->is_framed ? "/embed?" : "/fragment?",
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

/* In the order that such answers have by themselves, and from the first page:
 * what a host or a handout wants has no part in it. */
json_t *page_export_link(const struct edition *edition,
			 const struct query *query, const char *path)
{
	struct arena *arena = arena_new();
	struct buf link = buf_new(LINK_ROOM);
	struct query wish = *query_without_parts(
		query, QUERY_PART_HOST | QUERY_PART_HANDOUT, arena);
	json_t *text;

	wish.page = 1;
	wish.whole = NULL;
	wish.terms_page = 1;
	wish.heading = QUERY_HEADING;
	wish.usual_sort = QUERY_SORT_DIRECTORY;
	if (wish.sort == QUERY_SORT_NEED)
		wish.sort = wish.usual_sort;
	query_print(&wish, &link);
	text = DOCUMENT_JOIN(edition->settings->base, path,
			     link.length > 0 ? "?" : "", buf_text(&link));
	buf_free(&link);
	arena_free(arena);
	return text;
}

/* A table as spreadsheets want it. */
static json_t *table_link(const struct edition *edition,
			  const struct query *query)
{
	struct query there = *query;

	there.has_mark = true;
	return page_export_link(edition, &there, "/entries.csv");
}

void page_set_printed(const struct edition *edition, const char *address,
		      json_t *page)
{
	json_t *printed = page_today(edition);

	if (edition->settings->url[0] != '\0' && address[0] == '/')
		json_object_set_new(
			printed, "address",
			DOCUMENT_JOIN(edition->settings->url, address));
	else
		json_object_set_new(printed, "address", json_false());
	json_object_set_new(page, "printed", printed);
}

void page_set_printed_below(const struct edition *edition, const char *path,
			    json_t *page)
{
	json_t *address = document_address(edition, path);

	page_set_printed(edition, json_string_value(address), page);
	json_decref(address);
}

/* What programs can ask for, of which the list is one. */
static void add_description(const struct edition *edition,
			    const struct query *query, json_t *page)
{
	json_t *list = json_object_get(page, "alternates");

	if (list == NULL || query->is_framed)
		return;
	json_array_append_new(
		list, json_pack("{ss so}", "type",
				"application/vnd.oai.openapi+json", "href",
				DOCUMENT_JOIN(edition->settings->base,
					      "/openapi.json")));
}

void page_set_exports(const struct edition *edition, const struct query *query,
		      json_t *page)
{
	struct query there = *query;
	json_t *here;

	there.text = NULL;
	there.is_exact = false;
	there.match = NULL;
	there.entries = NULL;
	here = page_link(edition, &there, NULL);
	page_set_printed(edition, json_string_value(here), page);
	json_object_set_new(page, "here", here);
	if (query->text != NULL)
		return;
	add_description(edition, query, page);
	json_object_set_new(
		page, "exports",
		json_pack("{so so so}", "table", table_link(edition, query),
			  "feed",
			  page_export_link(edition, query, "/entries.atom"),
			  "programs", document_address(edition, "/api/")));
}
