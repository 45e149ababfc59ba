/* One short function for each address. */
#include "http/handlers.h"

#include <stdio.h>
#include <string.h>

#include "http/cors.h"
#include "http/headers.h"
#include "http/respond.h"
#include "search/facet-search.h"
#include "search/query-parse.h"

#define QUERY_BYTES ((size_t)4096)

/* The edition whose addresses are whole where that is asked for; those of HSDS
 * are anyway. */
static const struct edition *edition_for(const struct visit *visit)
{
	const struct settings *settings = visit->edition->settings;
	struct settings *whole;
	struct edition *edition;

	if (!visit->query->is_absolute || settings->url[0] == '\0' ||
	    visit->error_view == VIEW_HSDS_PROBLEM)
		return visit->edition;
	whole = arena_alloc(visit->arena, sizeof(*whole));
	edition = arena_alloc(visit->arena, sizeof(*edition));
	*whole = *settings;
	whole->base = arena_printf(visit->arena, "%s%s", settings->url,
				   settings->base);
	whole->url = "";
	*edition = *visit->edition;
	edition->settings = whole;
	return edition;
}

static void send(struct visit *visit, const struct entry *entry, int status)
{
	struct view_subject subject = {
		.edition = edition_for(visit),
		.query = visit->query,
		.entry = entry,
		.status = status,
		.hsds = visit->hsds,
	};

	dispatch_view(visit, status == 200 ? visit->view : visit->error_view,
		      &subject);
}

static const char *methods_of(const struct visit *visit)
{
	return visit->has_options ? "GET, HEAD, OPTIONS" : "GET, HEAD";
}

void answer_error(struct visit *visit, int status)
{
	if (status == 405)
		response_header(visit->response, "Allow", methods_of(visit));
	send(visit, NULL, status);
}

void answer_view(struct visit *visit)
{
	send(visit, NULL, 200);
}

void answer_review(struct visit *visit)
{
	struct view_subject subject = {
		.edition = visit->edition,
		.query = visit->query,
		.news = news_read(visit->news, visit->arena),
		.status = 200,
	};

	dispatch_view(visit, VIEW_REVIEW, &subject);
}

void answer_options(struct visit *visit)
{
	visit->response->status = 204;
	response_header(visit->response, "Allow", methods_of(visit));
	if (origins_matter(visit))
		response_header(visit->response, "Vary", "Origin");
	origins_add_preflight(visit);
	headers_of_bare(visit);
}

void answer_sitemap(struct visit *visit)
{
	if (visit->edition->settings->url[0] == '\0')
		answer_error(visit, 404);
	else
		send(visit, NULL, 200);
}

static long long pages_of(const struct visit *visit)
{
	return search_pages(search(visit->query, visit->arena),
			    visit->query->per_page);
}

/* A page past the end is a fault of the address; a fragment, which never fails
 * for its query, shows the last page instead. */
void answer_list(struct visit *visit)
{
	long long pages = visit->query->page > 1 ? pages_of(visit) : 1;

	if (visit->query->page > pages && visit->view == VIEW_LIST) {
		answer_error(visit, 404);
		return;
	}
	if (visit->query->page > pages)
		visit->query = query_at_page(visit->query, pages, visit->arena);
	send(visit, NULL, 200);
}

/* A page past the end is empty, and there is no end to such pages. */
void answer_api_list(struct visit *visit)
{
	visit->pages = pages_of(visit);
	visit->is_passing |= visit->query->page > visit->pages;
	send(visit, NULL, visit->query->unclear != NULL ? 400 : 200);
}

void answer_document(struct visit *visit, json_t *document)
{
	struct view_subject subject = {
		.edition = visit->edition,
		.query = visit->query,
		.status = 200,
		.document = document,
	};

	dispatch_view(visit, visit->view, &subject);
	json_decref(document);
}

/* The parameters of the address, of which only the language is one of our own
 * lists' too. */
static void read_hsds(struct visit *visit, enum hsds_use use)
{
	const char *unclear = visit->query->unclear;
	struct hsds_query *query = arena_alloc(visit->arena, sizeof(*query));

	*query = *hsds_query_parse(visit->edition->directory, use,
				   visit->request->query, visit->arena);
	if (query->unclear == NULL && unclear != NULL &&
	    strcmp(unclear, "lang") == 0)
		query->unclear = unclear;
	visit->hsds = query;
}

/* Words that a visitor looks for are kept by nobody. */
void answer_hsds_list(struct visit *visit)
{
	long long count;

	read_hsds(visit, view_of(visit->view)->hsds);
	if (visit->hsds->unclear != NULL) {
		answer_error(visit, 400);
		return;
	}
	count = (long long)hsds_find(visit->hsds, visit->arena).count;
	visit->pages = count == 0 ? 1 :
				    (count + visit->hsds->per_page - 1) /
					    visit->hsds->per_page;
	visit->is_passing |=
		visit->hsds->word_count > 0 || visit->hsds->page > visit->pages;
	send(visit, NULL, 200);
}

void answer_hsds_item(struct visit *visit)
{
	enum hsds_use list = view_of(visit->view)->hsds;
	struct hsds_item item;
	struct view_subject subject = {
		.edition = visit->edition,
		.query = visit->query,
		.status = 200,
		.item = &item,
	};

	read_hsds(visit, list == HSDS_ORGANIZATIONS ? HSDS_ORGANIZATION :
						      HSDS_OTHER_ITEM);
	subject.hsds = visit->hsds;
	if (visit->hsds->unclear != NULL)
		answer_error(visit, 400);
	else if (!hsds_find_one(visit->edition->directory, list, visit->id,
				&item))
		answer_error(visit, 404);
	else
		dispatch_view(visit, visit->view, &subject);
}

/* No header repeats what a visitor looks for. */
static void move(struct visit *visit, const char *path)
{
	const char *query =
		query_with_words(visit->query, NULL, NULL, visit->arena)
			->canonical;

	if (strlen(query) > QUERY_BYTES)
		query = "";
	visit->response->status = 301;
	response_header(visit->response, "Location",
			arena_printf(visit->arena, "%s%s%s", path,
				     query[0] != '\0' ? "?" : "", query));
	headers_of_bare(visit);
}

void answer_moved(struct visit *visit)
{
	move(visit,
	     arena_printf(visit->arena, "%s/", visit->edition->settings->base));
}

/* The same address with the id that the entry has now. */
static void move_to(struct visit *visit, const struct entry *entry)
{
	const char *path = visit->request->path;
	size_t length = strlen(path) - strlen(visit->id);

	move(visit, arena_printf(visit->arena, "%.*s%s", (int)length, path,
				 entry->id));
}

/* Whether a parameter of one entry alone, not of a list, could not be read. */
static bool is_entry_unclear(const struct visit *visit)
{
	static const char *const names[] = { "fields", "lang" };
	const char *unclear = visit->query->unclear;

	if (visit->view != VIEW_API_ENTRY || unclear == NULL)
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i], unclear) == 0)
			return true;
	return false;
}

/* A fragment cannot send its reader elsewhere, so it shows what has moved. */
void answer_entry(struct visit *visit)
{
	const struct directory *directory = visit->edition->directory;
	const struct entry *entry = directory_entry(directory, visit->id);
	const struct entry *renamed = directory_renamed(directory, visit->id);
	const struct entry *department = NULL;

	if (entry != NULL && is_entry_unclear(visit))
		answer_error(visit, 400);
	else if (entry != NULL)
		send(visit, entry, 200);
	else if (renamed != NULL && visit->view == VIEW_ENTRY_FRAGMENT)
		send(visit, renamed, 200);
	else if (renamed != NULL)
		move_to(visit, renamed);
	else if (directory_is_gone(directory, visit->id, &department))
		send(visit, department, 410);
	else
		answer_error(visit, 404);
}
