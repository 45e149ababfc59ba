/* From one page of a list to the others. */
#include "document/document.h"
#include "page/parts.h"

#define PAGES_AROUND 3

/* The first page, those around this one, and the last. */
static bool is_offered(long long page, long long here, long long pages)
{
	return page == 1 || page == pages ||
	       (page >= here - PAGES_AROUND && page <= here + PAGES_AROUND);
}

static json_t *link_to(const struct edition *edition, const struct query *query,
		       const char *path, long long page)
{
	struct query_change change = { .without = TERM_NONE, .page = page };

	return path == NULL ? page_link_to_page(edition, query, page) :
			      page_link_under(edition, query, path, &change);
}

static json_t *pages_of(const struct edition *edition,
			const struct query *query, const char *path,
			long long pages)
{
	json_t *list = json_array();
	long long before = 0;

	for (long long i = 1; i <= pages && pages > 1; i++) {
		json_t *one;

		if (!is_offered(i, query->page, pages))
			continue;
		one = json_pack("{sI so sb sb}", "number", (json_int_t)i,
				"href", link_to(edition, query, path, i),
				"is_current", i == query->page, "is_gap",
				i > before + 1);
		json_array_append_new(list, one);
		before = i;
	}
	return list;
}

void page_set_pages(const struct edition *edition, const struct query *query,
		    const char *path, long long pages, json_t *page)
{
	if (query->page > 1 && pages > 1)
		json_object_set_new(
			page, "previous",
			link_to(edition, query, path, query->page - 1));
	if (query->page < pages)
		json_object_set_new(
			page, "next",
			link_to(edition, query, path, query->page + 1));
	json_object_set_new(page, "pages",
			    pages_of(edition, query, path, pages));
	document_flag(page, "has_pages", pages > 1);
}
