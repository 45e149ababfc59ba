/* One short function for each address. */
#include "answers.h"

#include <stdio.h>
#include <string.h>

#include "headers.h"
#include "query-parse.h"
#include "rendition.h"
#include "search.h"

#define KEY_BYTES ((size_t)1024)

/* The key of what is asked for; NULL where nothing may be kept: what a visitor
 * wrote, what is internal, what is no 200, what would make keys without end. */
static const char *key_of(const struct visit *visit, const struct view *view)
{
	const struct edition *edition = visit->edition;
	const struct query *query = visit->query;
	const char *key;

	if (!view->is_stored || edition->is_internal ||
	    query->unclear != NULL || query->kept != NULL)
		return NULL;
	key = arena_printf(visit->arena, "signpost:%s:public:%s:%s:%s%s%s",
			   edition->revision, view->name, query->lang,
			   visit->id, visit->id[0] != '\0' ? "?" : "",
			   query->canonical);
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

static void send(struct visit *visit, const struct entry *entry, int status)
{
	struct view_subject subject = {
		.edition = visit->edition,
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

/* A page past the end is a fault of the address; a fragment, which never fails
 * for its query, shows the last page instead. */
void answer_list(struct visit *visit)
{
	const struct query *query = visit->query;
	long long pages = 1;

	if (query->page > 1)
		pages = search_pages(search(query, visit->arena),
				     query->per_page);
	if (query->page > pages && visit->view == VIEW_LIST) {
		answer_error(visit, 404);
		return;
	}
	if (query->page > pages)
		visit->query = query_at_page(query, pages, visit->arena);
	send(visit, NULL, 200);
}

void answer_api_list(struct visit *visit)
{
	send(visit, NULL, visit->query->unclear != NULL ? 400 : 200);
}

void answer_entry(struct visit *visit)
{
	const struct entry *entry =
		directory_entry(visit->edition->directory, visit->id);

	send(visit, entry, entry != NULL ? 200 : 404);
}

void answer_moved(struct visit *visit)
{
	const char *query = visit->query->canonical;

	visit->response->status = 301;
	response_header(visit->response, "Location",
			arena_printf(visit->arena, "%s/%s%s",
				     visit->edition->settings->base,
				     query[0] != '\0' ? "?" : "", query));
	headers_of_bare(visit);
}

void answer_health(struct visit *visit)
{
	const struct edition *edition = visit->edition;
	struct response *response = visit->response;
	const char *redis = visit->redis == NULL	? "off" :
			    redis_is_well(visit->redis) ? "up" :
							  "down";

	buf_printf(&response->body,
		   "{\"status\":\"up\",\"revision\":\"%s\",\"entries\":%zu,"
		   "\"redis\":\"%s\",\"hits\":%llu,\"misses\":%llu}\n",
		   edition->revision, edition->directory->entry_count, redis,
		   atomic_load(&visit->counts->hits),
		   atomic_load(&visit->counts->misses));
	response_header(response, "Content-Type", "application/json");
	headers_of_bare(visit);
}
