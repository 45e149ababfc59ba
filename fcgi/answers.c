/* One short function for each address. */
#include "answers.h"

#include <stdio.h>
#include <string.h>

#include "headers.h"
#include "query-parse.h"
#include "rendition.h"
#include "search.h"

#define KEY_BYTES   ((size_t)1024)
#define QUERY_BYTES ((size_t)4096)

/* The key of what is asked for; NULL where nothing may be kept: what a visitor
 * wrote, what is internal, what is no 200, what would make keys without end. */
static const char *key_of(const struct visit *visit, const struct view *view)
{
	const struct edition *edition = visit->edition;
	const char *key;

	if (!view->is_stored || edition->is_internal || visit->is_passing)
		return NULL;
	key = arena_printf(visit->arena, "signpost:%s:public:%s:%s:%s%s%s",
			   edition->revision, view->name, visit->query->lang,
			   visit->id, visit->id[0] != '\0' ? "?" : "",
			   visit->query->key);
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

static void send_view(struct visit *visit, enum view_id id,
		      const struct view_subject *subject)
{
	const struct view *view = view_of(id);
	struct response *response = visit->response;
	char etag[RENDITION_ETAG];

	response->status = subject->status;
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

/* The edition whose addresses are whole where that is asked for. */
static const struct edition *edition_for(const struct visit *visit)
{
	const struct settings *settings = visit->edition->settings;
	struct settings *whole;
	struct edition *edition;

	if (!visit->query->is_absolute || settings->url[0] == '\0')
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
	};

	send_view(visit, status == 200 ? visit->view : visit->error_view,
		  &subject);
}

void answer_error(struct visit *visit, int status)
{
	if (status == 405)
		response_header(visit->response, "Allow", "GET, HEAD");
	send(visit, NULL, status);
}

void answer_view(struct visit *visit)
{
	send(visit, NULL, 200);
}

static long long pages_of(const struct visit *visit)
{
	if (visit->query->page == 1)
		return 1;
	return search_pages(search(visit->query, visit->arena),
			    visit->query->per_page);
}

/* A page past the end is a fault of the address; a fragment, which never fails
 * for its query, shows the last page instead. */
void answer_list(struct visit *visit)
{
	long long pages = pages_of(visit);

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
	visit->is_passing |= visit->query->page > pages_of(visit);
	send(visit, NULL, visit->query->unclear != NULL ? 400 : 200);
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

/* A fragment cannot send its reader elsewhere, so it shows what has moved. */
void answer_entry(struct visit *visit)
{
	const struct directory *directory = visit->edition->directory;
	const struct entry *entry = directory_entry(directory, visit->id);
	const struct entry *renamed = directory_renamed(directory, visit->id);
	const struct entry *department = NULL;

	if (entry != NULL)
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
