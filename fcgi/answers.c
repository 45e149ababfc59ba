/* One short function for each address. */
#include "answers.h"

#include <stdio.h>
#include <string.h>

#include "delivery.h"
#include "headers.h"
#include "query-parse.h"
#include "search.h"

#define KEY_BYTES   ((size_t)1024)
#define BODY_BYTES  ((size_t)64 * 1024 * 1024)
#define QUERY_BYTES ((size_t)4096)

/* The key of what is asked for (the default language, asked for by name, has
 * other links); NULL where nothing may be kept: what a visitor wrote, what is
 * no 200, what would make keys without end. */
static const char *key_of(const struct visit *visit, const struct view *view)
{
	const struct edition *edition = visit->edition;
	bool is_said = edition->is_asked_for && !edition_is_translated(edition);
	const char *key;

	if (!view->is_stored || visit->is_passing)
		return NULL;
	key = arena_printf(
		visit->arena, "signpost:%s:%s:%s:%s:%s%s%s%s",
		edition->revision, edition->is_internal ? "internal" : "public",
		view->name, edition->locale->tag, is_said ? "lang&" : "",
		visit->id, visit->id[0] != '\0' ? "?" : "", visit->query->key);
	return strlen(key) <= KEY_BYTES ? key : NULL;
}

/* Of what visitors combine there is no end; a wish for one term, on pages of
 * the usual length, is one of few. */
static bool is_common(const struct query *query)
{
	return query->chosen_count <= 1 && query_is_default(query, "per_page");
}

/* What an answer is made from. */
struct making {
	const struct view *view;
	const struct view_subject *subject;
};

static struct rendition *make(const void *data)
{
	const struct making *making = data;
	struct buf body = buf_new(BODY_BYTES);
	struct rendition *rendition = NULL;

	view_render(making->view, making->subject, &body);
	if (!buf_is_spoilt(&body))
		rendition = rendition_new(&body, making->view->media_type);
	buf_free(&body);
	return rendition;
}

/* NULL when it cannot be made whole. */
static struct rendition *find_or_make(struct visit *visit,
				      const struct making *making)
{
	const struct settings *settings = visit->edition->settings;
	struct cache_wish wish = {
		.media_type = making->view->media_type,
		.is_common = is_common(visit->query),
		.is_internal = visit->edition->is_internal,
		.life_s = (long)(settings->redis_life_ms / 1000),
		.secret = visit->edition->secrets->seal,
		.make = make,
		.subject = making,
	};

	if (making->subject->status == 200)
		wish.key = key_of(visit, making->view);
	if (wish.key == NULL)
		return make(making);
	return cache_find(visit->cache, visit->redis, &wish);
}

static void send_view(struct visit *visit, enum view_id id,
		      const struct view_subject *subject)
{
	const struct making making = { view_of(id), subject };
	struct response *response = visit->response;
	struct rendition *rendition = find_or_make(visit, &making);

	response->status = subject->status;
	if (rendition == NULL) {
		response->body.spoilt = true;
		return;
	}
	headers_of_view(visit, making.view, subject->status);
	delivery_send(visit->request, rendition, !making.view->is_fragment,
		      response);
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

void answer_review(struct visit *visit)
{
	struct view_subject subject = {
		.edition = visit->edition,
		.query = visit->query,
		.news = news_read(visit->news, visit->arena),
		.status = 200,
	};

	send_view(visit, VIEW_REVIEW, &subject);
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

static json_int_t count_of(const atomic_ullong *count)
{
	return (json_int_t)atomic_load(count);
}

void answer_health(struct visit *visit)
{
	const struct edition *edition = visit->edition;
	const struct cache_counts *counts =
		cache_counts(visit->cache, edition->is_internal);
	const char *fault = news_read(visit->news, visit->arena)->fault;
	json_t *health = json_pack(
		"{ss ss ss sI sI ss sI sI}", "status", "up", "revision",
		edition->revision, "version", edition->data_version, "entries",
		(json_int_t)edition->directory->entry_count, "generation_bytes",
		(json_int_t)visit->generation_bytes, "redis",
		redis_state(visit->redis), "hits", count_of(&counts->hits),
		"misses", count_of(&counts->misses));

	/* It may name what only those inside may know of. */
	if (fault != NULL &&
	    (edition->is_internal || !settings_has_internal(edition->settings)))
		json_object_set_new(health, "reload_refused",
				    json_string(fault));
	json_dump_callback(health, put, &visit->response->body, JSON_COMPACT);
	buf_puts(&visit->response->body, "\n");
	json_decref(health);
	response_header(visit->response, "Content-Type", "application/json");
	headers_of_bare(visit);
}
