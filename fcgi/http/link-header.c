/* Where to go from an answer for programs. */
#include "http/link-header.h"

#include <string.h>

#include "search/query.h"

#define LINKS_BYTES ((size_t)4096)

/* NULL where the address would repeat the words of a visitor. */
static const char *hsds_address(const struct exchange *exchange, long long page)
{
	struct buf query = buf_new(LINKS_BYTES);
	const char *address = NULL;

	if (exchange->query->is_lang_given)
		buf_printf(&query, "lang=%s", exchange->query->lang);
	if (hsds_query_print(exchange->hsds, page, &query))
		address = arena_printf(
			exchange->arena, "%s%s%s", exchange->request->path,
			query.length > 0 ? "?" : "", buf_text(&query));
	buf_free(&query);
	return address;
}

/* No header repeats what a visitor looks for. */
static const char *page_address(const struct exchange *exchange, long long page)
{
	const char *query;

	if (exchange->hsds != NULL)
		return hsds_address(exchange, page);
	if (exchange->query->text != NULL)
		return NULL;
	query = query_canonical(
		query_at_page(exchange->query, page, exchange->arena));
	return arena_printf(exchange->arena, "%s%s%s", exchange->request->path,
			    query[0] != '\0' ? "?" : "", query);
}

static void put(const char *address, const char *relation, const char *type,
		struct buf *out)
{
	if (address == NULL)
		return;
	buf_printf(out, "%s<%s>; rel=\"%s\"", out->length > 0 ? ", " : "",
		   address, relation);
	if (type != NULL)
		buf_printf(out, "; type=\"%s\"", type);
}

/* Behind the last page, the one before is the last. */
static void put_pages(const struct exchange *exchange, struct buf *out)
{
	long long page = exchange->hsds != NULL ? exchange->hsds->page :
						  exchange->query->page;
	long long pages = exchange->pages;

	put(page_address(exchange, 1), "first", NULL, out);
	if (page > 1)
		put(page_address(exchange, page > pages ? pages : page - 1),
		    "prev", NULL, out);
	if (page < pages)
		put(page_address(exchange, page + 1), "next", NULL, out);
	put(page_address(exchange, pages), "last", NULL, out);
}

/* The same list in the other formats that have addresses of their own; those of
 * HSDS have none. */
static void put_formats(const struct exchange *exchange, struct buf *out)
{
	const struct address *list = address_with(exchange->view);
	size_t count = list != NULL ? address_formats(list) : 0;
	const char *query = query_canonical(
		query_at_page(exchange->query, 1, exchange->arena));

	for (size_t i = 0; i < count && exchange->hsds == NULL; i++) {
		const char *type = view_of(list->views[i])->media_type;

		if (list->views[i] == exchange->view)
			continue;
		put(arena_printf(exchange->arena, "%s%s%s%s",
				 exchange->edition->settings->base,
				 address_of(list->views[i])->path,
				 query[0] != '\0' ? "?" : "", query),
		    "alternate",
		    arena_text(exchange->arena, type, strcspn(type, ";")), out);
	}
}

void link_header_add(struct exchange *exchange, int status)
{
	struct buf links = buf_new(LINKS_BYTES);
	const char *base = exchange->edition->settings->base;

	if (status == 200 && view_of(exchange->view)->is_paged &&
	    exchange->pages > 0)
		put_pages(exchange, &links);
	if (status == 200 && exchange->query->text == NULL)
		put_formats(exchange, &links);
	/* What asks for very much is not repeated many times over. */
	if (buf_is_spoilt(&links))
		buf_free(&links);
	put(arena_printf(exchange->arena, "%s/openapi.json", base),
	    "describedby", "application/json", &links);
	response_header(exchange->response, "Link", buf_text(&links));
	buf_free(&links);
}
