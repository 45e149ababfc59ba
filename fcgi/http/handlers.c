/* One short function for each address. */
#include "http/handlers.h"

#include <string.h>

#include "document/document.h"
#include "http/cors.h"
#include "http/headers.h"
#include "http/respond.h"
#include "page/page.h"
#include "search/facet-search.h"
#include "search/query.h"

#define QUERY_BYTES ((size_t)4096)

/* Whether what is sent says whole addresses: data is read far from the site.
 * Those of HSDS are whole anyway. */
static bool is_whole(const struct exchange *exchange)
{
	return exchange->address->error_view == VIEW_API_PROBLEM ||
	       (exchange->query->is_absolute &&
		exchange->address->error_view != VIEW_HSDS_PROBLEM);
}

/* The edition whose addresses are whole, where they are to be and the site
 * knows its own. */
static const struct edition *edition_for(const struct exchange *exchange)
{
	const struct settings *settings = exchange->edition->settings;
	struct settings *whole;
	struct edition *edition;

	if (settings->url[0] == '\0' || !is_whole(exchange))
		return exchange->edition;
	whole = arena_alloc(exchange->arena, sizeof(*whole));
	edition = arena_alloc(exchange->arena, sizeof(*edition));
	*whole = *settings;
	whole->base = arena_printf(exchange->arena, "%s%s", settings->url,
				   settings->base);
	whole->url = "";
	*edition = *exchange->edition;
	edition->settings = whole;
	return edition;
}

/* The exchange's view; with another `status` than 200 its error view. */
static struct view_args args_for(const struct exchange *exchange, int status)
{
	return (struct view_args){
		.view = view_of(status == 200 ? exchange->view :
						exchange->address->error_view),
		.edition = edition_for(exchange),
		.query = exchange->query,
		.status = status,
		.place = exchange->address->path,
		.hsds = exchange->hsds,
	};
}

static void send_entry(struct exchange *exchange, const struct entry *entry,
		       int status)
{
	struct view_args args = args_for(exchange, status);

	args.entry = entry;
	respond(exchange, &args);
}

static const char *methods_of(const struct exchange *exchange)
{
	return address_has_options(exchange->address) ? "GET, HEAD, OPTIONS" :
							"GET, HEAD";
}

void handle_error(struct exchange *exchange, int status)
{
	if (status == 405)
		response_header(exchange->response, "Allow",
				methods_of(exchange));
	send_entry(exchange, NULL, status);
}

void handle_view(struct exchange *exchange)
{
	send_entry(exchange, NULL, 200);
}

void handle_review(struct exchange *exchange)
{
	struct view_args args = args_for(exchange, 200);

	if (!page_has_review(exchange->id)) {
		handle_error(exchange, 404);
		return;
	}
	args.edition = exchange->edition;
	args.part = exchange->id;
	args.reports = reload_report_read(exchange->reports, exchange->arena);
	respond(exchange, &args);
}

/* What was chosen is read twice: as who asks may see it, and as everybody may,
 * of which the sheet is made. */
void handle_handout(struct exchange *exchange)
{
	const struct edition *edition = exchange->edition;
	const char *tag = edition->is_asked_for ? edition->locale->tag : NULL;
	const struct edition *open = edition_in(edition->open, tag);
	const char *sent = exchange->request->query;
	struct arena *arena = exchange->arena;
	struct page_handout handout = {
		.asker = edition,
		.asked = query_parse(edition->directory, sent, arena),
		.is_both = exchange->address->is_both,
		.is_card = exchange->view == VIEW_HANDOUT_CARD,
	};
	struct view_args args = args_for(exchange, 200);

	if (!edition_has_handout(edition)) {
		handle_error(exchange, 404);
		return;
	}
	args.edition = open;
	args.query =
		query_in_language(query_parse(open->directory, sent, arena),
				  open->locale->tag, open->is_asked_for, arena);
	args.handout = &handout;
	exchange->is_passing = true;
	respond(exchange, &args);
}

void handle_options(struct exchange *exchange)
{
	exchange->response->status = 204;
	response_header(exchange->response, "Allow", methods_of(exchange));
	if (cors_matter(exchange))
		response_header(exchange->response, "Vary", "Origin");
	cors_add_preflight(exchange);
	headers_of_bare(exchange);
}

/* Its pages are of one size, whatever is asked for. */
void handle_sitemap(struct exchange *exchange)
{
	const struct settings *settings = exchange->edition->settings;
	struct view_args args = args_for(exchange, 200);

	if (!query_is_default(exchange->query, "per_page"))
		exchange->is_passing = true;
	if (settings->url[0] == '\0' || settings->robots == ROBOTS_NONE ||
	    !respond_page(exchange, &args))
		handle_error(exchange, 404);
}

/* A page past the end is a fault of the address; a fragment, which never fails
 * for its query, shows the last page instead. */
void handle_list(struct exchange *exchange)
{
	struct view_args args = args_for(exchange, 200);
	bool is_page = exchange->view == VIEW_LIST;

	if (!(is_page && exchange->query->is_before_first) &&
	    respond_page(exchange, &args))
		return;
	if (is_page) {
		handle_error(exchange, 404);
		return;
	}
	exchange->query = query_at_page(exchange->query, exchange->pages,
					exchange->arena);
	args.query = exchange->query;
	respond(exchange, &args);
}

/* Where all is on one page, `page` is of no use and does no harm. */
void handle_lines(struct exchange *exchange)
{
	struct view_args args = args_for(exchange, 200);

	if (respond_page(exchange, &args))
		return;
	exchange->is_passing = true;
	if (exchange->pages > 1)
		handle_error(exchange, 404);
	else
		respond(exchange, &args);
}

/* Nobody is led away by half of a wish. No header repeats what a visitor looks
 * for. */
void handle_first(struct exchange *exchange)
{
	const struct results *results = facet_search(exchange->query);
	json_t *page;

	if (results->count == 0 || exchange->query->unclear != NULL) {
		handle_list(exchange);
		return;
	}
	page = document_reference(exchange->edition, results->entries[0]);
	exchange->response->status = 303;
	response_header(exchange->response, "Location",
			json_string_value(json_object_get(page, "page")));
	json_decref(page);
	headers_of_bare(exchange);
}

/* A page past the end is empty, and there is no end to such pages. */
static void send_api_list(struct exchange *exchange)
{
	struct view_args args = args_for(exchange, 200);

	if (respond_page(exchange, &args))
		return;
	exchange->is_passing = true;
	respond(exchange, &args);
}

void handle_api_list(struct exchange *exchange)
{
	if (exchange->query->unclear != NULL)
		handle_error(exchange, 400);
	else
		send_api_list(exchange);
}

/* Whether one of these parameters could not be read. */
static bool is_unclear(const struct exchange *exchange, const char *one,
		       const char *other)
{
	const char *unclear = exchange->query->unclear;

	return unclear != NULL &&
	       (strcmp(unclear, one) == 0 || strcmp(unclear, other) == 0);
}

/* Filters, of which it takes none, are no reason to refuse it. */
void handle_api_phones(struct exchange *exchange)
{
	if (is_unclear(exchange, "page", "per_page"))
		handle_error(exchange, 400);
	else
		send_api_list(exchange);
}

void handle_document(struct exchange *exchange,
		     json_t *(*describe)(const void *exchange))
{
	struct view_args args = args_for(exchange, 200);

	args.describe = describe;
	args.described = exchange;
	respond(exchange, &args);
}

/* The parameters of the address, of which only the language is one of our own
 * lists' too. */
static void read_hsds(struct exchange *exchange, enum hsds_use use)
{
	const char *unclear = exchange->query->unclear;
	struct hsds_query *query = arena_alloc(exchange->arena, sizeof(*query));

	*query = *hsds_query_parse(exchange->edition->directory, use,
				   exchange->request->query, exchange->arena);
	/* Where there is no search, a HEAD is refused as well. */
	if (exchange->edition->index == NULL ||
	    !respond_makes_nothing(exchange))
		hsds_query_look(query, exchange->edition, exchange->arena);
	if (query->unclear == NULL && unclear != NULL &&
	    strcmp(unclear, "lang") == 0)
		query->unclear = unclear;
	exchange->hsds = query;
	/* A visitor's words mean nothing here, and stay out all the same. */
	exchange->is_passing = hsds_query_key(query, exchange->arena) == NULL ||
			       exchange->query->text != NULL ||
			       exchange->query->prefix != NULL ||
			       exchange->query->kept != NULL;
}

/* Words that a visitor looks for are kept by nobody, and of pages past the end
 * there is no end. */
void handle_hsds_list(struct exchange *exchange)
{
	struct view_args args;

	read_hsds(exchange, exchange->address->hsds);
	if (exchange->hsds->unclear != NULL) {
		handle_error(exchange, 400);
		return;
	}
	args = args_for(exchange, 200);
	if (respond_page(exchange, &args))
		return;
	exchange->is_passing = true;
	respond(exchange, &args);
}

void handle_hsds_item(struct exchange *exchange)
{
	enum hsds_use list = exchange->address->hsds;
	struct hsds_item *item = arena_alloc(exchange->arena, sizeof(*item));
	struct view_args args;

	read_hsds(exchange, list == HSDS_ORGANIZATIONS ? HSDS_ORGANIZATION :
							 HSDS_OTHER_ITEM);
	args = args_for(exchange, 200);
	exchange->found = (struct hsds_items){ item, 1 };
	exchange->is_found = true;
	if (exchange->hsds->unclear != NULL)
		handle_error(exchange, 400);
	else if (!hsds_find_one(exchange->edition->directory,
				exchange->edition->places, list, exchange->id,
				item))
		handle_error(exchange, 404);
	else
		respond(exchange, &args);
}

/* No header repeats what a visitor looks for. */
static void move(struct exchange *exchange, const char *path)
{
	const char *query = query_canonical(
		query_with_words(exchange->query, NULL, NULL, exchange->arena));

	if (strlen(query) > QUERY_BYTES)
		query = "";
	exchange->response->status = 301;
	response_header(exchange->response, "Location",
			arena_printf(exchange->arena, "%s%s%s", path,
				     query[0] != '\0' ? "?" : "", query));
	headers_of_bare(exchange);
}

void handle_moved(struct exchange *exchange)
{
	move(exchange, arena_printf(exchange->arena, "%s/",
				    exchange->edition->settings->base));
}

/* The same address with the id that the entry has now. */
static void move_to(struct exchange *exchange, const struct entry *entry)
{
	const char *path = exchange->request->path;
	size_t length = strlen(path) - strlen(exchange->id);

	move(exchange, arena_printf(exchange->arena, "%.*s%s", (int)length,
				    path, entry->id));
}

/* Whether a parameter of one entry alone, not of a list, could not be read. */
static bool is_entry_unclear(const struct exchange *exchange)
{
	return exchange->view == VIEW_API_ENTRY &&
	       is_unclear(exchange, "fields", "lang");
}

/* A fragment cannot send its reader elsewhere, so it shows what has moved. */
void handle_entry(struct exchange *exchange)
{
	const struct directory *directory = exchange->edition->directory;
	const struct entry *entry = directory_entry(directory, exchange->id);
	const struct entry *renamed =
		directory_renamed(directory, exchange->id);
	const struct entry *department = NULL;

	if (entry != NULL && is_entry_unclear(exchange))
		handle_error(exchange, 400);
	else if (entry != NULL)
		send_entry(exchange, entry, 200);
	else if (renamed != NULL && exchange->view == VIEW_ENTRY_FRAGMENT)
		send_entry(exchange, renamed, 200);
	else if (renamed != NULL)
		move_to(exchange, renamed);
	else if (directory_is_gone(directory, exchange->id, &department))
		send_entry(exchange, department, 410);
	else
		handle_error(exchange, 404);
}
