/* Where to go from an answer for programs. */
#include "http/link-header.h"

#include <string.h>

#include "http/negotiation.h"
#include "search/query-parse.h"

#define LINKS_BYTES ((size_t)4096)

/* NULL where the address would repeat the words of a visitor. */
static const char *hsds_address(const struct visit *visit, long long page)
{
	struct buf query = buf_new(LINKS_BYTES);
	const char *address = NULL;

	if (visit->query->is_lang_given)
		buf_printf(&query, "lang=%s", visit->query->lang);
	if (hsds_query_print(visit->hsds, page, &query))
		address = arena_printf(
			visit->arena, "%s%s%s", visit->request->path,
			query.length > 0 ? "?" : "", buf_text(&query));
	buf_free(&query);
	return address;
}

/* No header repeats what a visitor looks for. */
static const char *page_address(const struct visit *visit, long long page)
{
	const struct query *there;

	if (visit->hsds != NULL)
		return hsds_address(visit, page);
	if (visit->query->text != NULL)
		return NULL;
	there = query_at_page(visit->query, page, visit->arena);
	return arena_printf(visit->arena, "%s%s%s", visit->request->path,
			    there->canonical[0] != '\0' ? "?" : "",
			    there->canonical);
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
static void put_pages(const struct visit *visit, struct buf *out)
{
	long long page =
		visit->hsds != NULL ? visit->hsds->page : visit->query->page;
	long long pages = visit->pages;

	put(page_address(visit, 1), "first", NULL, out);
	if (page > 1)
		put(page_address(visit, page > pages ? pages : page - 1),
		    "prev", NULL, out);
	if (page < pages)
		put(page_address(visit, page + 1), "next", NULL, out);
	put(page_address(visit, pages), "last", NULL, out);
}

/* The same list in the other formats. */
static void put_formats(const struct visit *visit, struct buf *out)
{
	const struct negotiation_format *formats;
	size_t count = negotiation_formats(visit->view, &formats);
	const char *query =
		query_at_page(visit->query, 1, visit->arena)->canonical;

	for (size_t i = 0; i < count; i++) {
		const struct view *view = view_of(formats[i].view);

		if (formats[i].view == visit->view || formats[i].path == NULL)
			continue;
		put(arena_printf(visit->arena, "%s%s%s%s",
				 visit->edition->settings->base,
				 formats[i].path, query[0] != '\0' ? "?" : "",
				 query),
		    "alternate",
		    arena_text(visit->arena, view->media_type,
			       strcspn(view->media_type, ";")),
		    out);
	}
}

void relations_add(struct visit *visit, int status)
{
	struct buf links = buf_new(LINKS_BYTES);
	const char *base = visit->edition->settings->base;

	if (status == 200 && view_of(visit->view)->is_paged)
		put_pages(visit, &links);
	if (status == 200 && visit->query->text == NULL)
		put_formats(visit, &links);
	/* What asks for very much is not repeated many times over. */
	if (buf_is_spoilt(&links))
		buf_free(&links);
	put(arena_printf(visit->arena, "%s/openapi.json", base), "describedby",
	    "application/json", &links);
	response_header(visit->response, "Link", buf_text(&links));
	buf_free(&links);
}
