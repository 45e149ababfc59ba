/* One short function for each address. */
#include "answers.h"

#include <stdio.h>
#include <string.h>

#include "headers.h"
#include "origins.h"
#include "query-parse.h"
#include "rendition.h"
#include "search.h"

#define KEY_BYTES   ((size_t)1024)
#define QUERY_BYTES ((size_t)4096)

/* The key of what is asked for (the default language, asked for by name, has
 * other links); NULL where nothing may be kept: what a visitor wrote, what is
 * internal, what is no 200, what would make keys without end. */
static const char *key_of(const struct visit *visit, const struct view *view)
{
	const struct edition *edition = visit->edition;
	bool is_said = edition->is_asked_for && !edition_is_translated(edition);
	const char *key;

	if (!view->is_stored || edition->is_internal || visit->is_passing)
		return NULL;
	key = arena_printf(visit->arena, "signpost:%s:public:%s:%s:%s%s%s%s",
			   edition->revision, view->name, edition->locale->tag,
			   is_said ? "lang&" : "", visit->id,
			   visit->id[0] != '\0' ? "?" : "", visit->query->key);
	return strlen(key) <= KEY_BYTES ? key : NULL;
}

static void fill(struct visit *visit, const struct view *view,
		 const struct view_subject *subject)
{
	struct buf *body = &visit->response->body;
	long life_s = (long)(visit->edition->settings->redis_life_ms / 1000);
	const char *key = subject->status == 200 ? key_of(visit, view) : NULL;

	if (key != NULL && cache_get(visit->redis, visit->counts, key, body))
		return;
	view_render(view, subject, body);
	if (key != NULL)
		cache_put(visit->redis, key, body, life_s);
}

/* Whether the visitor has these very bytes (RFC 9110, section 13.1.2). */
static bool has_them(const struct request *request, const char *etag)
{
	const char *list = request->if_none_match;
	size_t length = strlen(etag);

	if (strcmp(list, "*") == 0)
		return true;
	while (*list != '\0') {
		size_t size;

		list += strspn(list, " \t,");
		if (strncmp(list, "W/", 2) == 0)
			list += 2;
		size = strcspn(list, ",");
		while (size > 0 && (list[size - 1] == ' '))
			size--;
		if (size == length && memcmp(list, etag, length) == 0)
			return true;
		list += strcspn(list, ",");
	}
	return false;
}

/* The tag of what is sent on before its end is known: the same wish gets the
 * same bytes of one revision. */
static void tag_of_wish(const struct visit *visit, const struct view *view,
			char etag[RENDITION_ETAG])
{
	const struct edition *edition = visit->edition;
	const char *wish = arena_printf(
		visit->arena, "%s %s %s %d %d %s %s", edition->revision,
		view->name, edition->locale->tag, edition->is_asked_for,
		edition->is_internal, visit->id, visit->request->query);

	rendition_etag(wish, strlen(wish), etag);
}

static void send_stream(struct visit *visit, const struct view *view,
			const struct view_subject *subject)
{
	struct response *response = visit->response;
	char etag[RENDITION_ETAG];

	tag_of_wish(visit, view, etag);
	headers_of_view(visit, view, 200);
	response_header(response, "ETag", etag);
	if (has_them(visit->request, etag)) {
		response->status = 304;
		return;
	}
	response_stream(response);
	view_render(view, subject, &response->body);
}

static void send_view(struct visit *visit, enum view_id id,
		      const struct view_subject *subject)
{
	const struct view *view = view_of(id);
	struct response *response = visit->response;
	char etag[RENDITION_ETAG];

	response->status = subject->status;
	if (view->is_streamed) {
		send_stream(visit, view, subject);
		return;
	}
	fill(visit, view, subject);
	if (buf_is_spoilt(&response->body))
		return;
	rendition_etag(buf_text(&response->body), response->body.length, etag);
	headers_of_view(visit, view, subject->status);
	if (subject->status != 200)
		return;
	response_header(response, "ETag", etag);
	if (has_them(visit->request, etag)) {
		response->status = 304;
		buf_free(&response->body);
	}
}

static void send(struct visit *visit, const struct entry *entry, int status)
{
	struct view_subject subject = {
		.edition = visit->edition,
		.query = visit->query,
		.entry = entry,
		.status = status,
		.hsds = visit->hsds,
	};

	send_view(visit, status == 200 ? visit->view : visit->error_view,
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

	send_view(visit, visit->view, &subject);
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
		send_view(visit, visit->view, &subject);
}

static void move(struct visit *visit, const char *path)
{
	const char *query = visit->query->canonical;

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

static int put(const char *bytes, size_t length, void *out)
{
	buf_put(out, bytes, length);
	return 0;
}

static const char *redis_state(const struct redis *redis)
{
	if (redis == NULL)
		return "off";
	return redis_is_well(redis) ? "up" : "down";
}

void answer_health(struct visit *visit)
{
	const struct edition *edition = visit->edition;
	json_t *health = json_pack(
		"{ss ss ss sI ss sI sI}", "status", "up", "revision",
		edition->revision, "version", edition->data_version, "entries",
		(json_int_t)edition->directory->entry_count, "redis",
		redis_state(visit->redis), "hits",
		(json_int_t)atomic_load(&visit->counts->hits), "misses",
		(json_int_t)atomic_load(&visit->counts->misses));

	/* It may name what only those inside may know of. */
	if (visit->fault != NULL &&
	    (edition->is_internal || !settings_has_internal(edition->settings)))
		json_object_set_new(health, "reload_refused",
				    json_string(visit->fault));
	json_dump_callback(health, put, &visit->response->body, JSON_COMPACT);
	buf_puts(&visit->response->body, "\n");
	json_decref(health);
	response_header(visit->response, "Content-Type", "application/json");
	headers_of_bare(visit);
}
