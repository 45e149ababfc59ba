/* Page numbers, or the address of the next page. */
#include "import/feed.h"

#include <stdio.h>
#include <string.h>

#include "base/table.h"
#include "fetch/fetch.h"
#include "fetch/web-address.h"
#include "import/elements.h"
#include "import/envelope.h"

#define PAGE_BYTES     ((size_t)64 * 1024 * 1024)
#define PAGE_MS	       120000
#define MOST_REDIRECTS 5
#define FIRST_ROOM     ((size_t)1024)

/* Whether a server tells each element at an address of its own. */
enum fullness { NOT_ASKED, TOLD_IN_FULL, TOLD_IN_BRIEF };

struct feed {
	const char *first;
	const struct feed_way *way;
	struct arena *arena;
	struct arena *page; /* of one of them */
	struct table seen;  /* ids, and addresses of pages */
	size_t requests, bytes, count, pages;
	long long total, total_pages, first_number;
	enum fullness fullness;
	struct err *err;
};

static const char *const headers[] = { "Accept: application/json", NULL };

/* Asks for one address. 0, or -1 with the reason in the feed's `err`. */
static int ask(struct feed *feed, const char *url, struct fetch_answer *answer)
{
	size_t left = FEED_BYTES - feed->bytes;
	const struct fetch_wish wish = {
		.url = url,
		.headers = headers,
		.takes_gzip = true,
		.refuses_private = !feed->way->asks_private,
		.stays_at_host = true,
		.most_redirects = MOST_REDIRECTS,
		.most_ms = PAGE_MS,
		.most_bytes = left < PAGE_BYTES ? left : PAGE_BYTES,
	};

	if (feed->requests++ == FEED_REQUESTS)
		return err_plain(feed->err, "%s: there are more than %d pages",
				 feed->first, FEED_REQUESTS);
	if (fetch(&wish, feed->page, answer, feed->err) != 0)
		return -1;
	feed->bytes += answer->body.length;
	return 0;
}

static int complain(const struct feed *feed, const struct fetch_answer *answer)
{
	if (answer->leads_to != NULL)
		return err_plain(feed->err,
				 "%s: it leads to %s, which is elsewhere",
				 answer->url, answer->leads_to);
	return err_plain(feed->err, "%s: the server answers %ld", answer->url,
			 answer->status);
}

/* The object at an address, which is taken by `feed->way`. */
static int take_full(struct feed *feed, const struct fetch_answer *answer)
{
	json_error_t why;
	json_t *object = json_loadb(buf_text(&answer->body),
				    answer->body.length, 0, &why);

	if (!json_is_object(object)) {
		json_decref(object);
		return err_at(feed->err, answer->url, why.line,
			      "this is no object of JSON: %s", why.text);
	}
	feed->way->take(feed->way->data, object, feed->total);
	json_decref(object);
	return 0;
}

/* Whether an element says no more than a list must. */
static bool is_brief(const json_t *element)
{
	static const char *const members[] = {
		"phones",
		"contacts",
		"schedules",
		"languages",
		"locations",
		"services",
		"service_at_locations",
		"location",
		"attributes",
		"regular_schedules",
		"service_areas",
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		if (json_object_get(element, members[i]) != NULL)
			return false;
	return true;
}

/* What a list has in brief, at its own address; where the first has none, the
 * list is all there is. */
static int take_more(struct feed *feed, const char *list, const char *id,
		     json_t *element)
{
	const char *url = web_address_with(list, "page", NULL, feed->page);
	struct fetch_answer answer;
	int result = 0;

	url = web_address_with(url, "per_page", NULL, feed->page);
	url = web_address_below(url, id, feed->page);
	if (ask(feed, url, &answer) != 0)
		return -1;
	if (answer.status == 404 && feed->fullness == NOT_ASKED) {
		feed->fullness = TOLD_IN_BRIEF;
		feed->way->take(feed->way->data, element, feed->total);
	} else if (answer.status != 200) {
		result = complain(feed, &answer);
	} else {
		feed->fullness = TOLD_IN_FULL;
		result = take_full(feed, &answer);
	}
	fetch_free(&answer);
	return result;
}

static int take_element(struct feed *feed, const char *list, json_t *element)
{
	const char *id = json_string_value(json_object_get(element, "id"));

	if (id != NULL && table_find(&feed->seen, "id", id) != TABLE_NONE)
		return err_plain(feed->err,
				 "%s: `%s` was on a page before: the pages "
				 "are not of one list",
				 list, id);
	if (id != NULL)
		table_add(&feed->seen, "id", id);
	feed->count++;
	if (id != NULL && feed->fullness != TOLD_IN_BRIEF && is_brief(element))
		return take_more(feed, list, id, element);
	feed->way->take(feed->way->data, element, feed->total);
	return 0;
}

/* Whether what this page says of the whole is what others said. */
static int check_page(struct feed *feed, const char *url,
		      const struct envelope *envelope)
{
	bool is_first = feed->pages++ == 0;

	if (is_first) {
		feed->total = envelope->total;
		feed->total_pages = envelope->pages;
		feed->first_number = envelope->number;
	}
	if (envelope->pages > FEED_REQUESTS)
		return err_plain(feed->err,
				 "%s: there are %lld pages, and more than %d "
				 "are not read",
				 url, envelope->pages, FEED_REQUESTS);
	if (envelope->total != feed->total ||
	    envelope->pages != feed->total_pages)
		return err_plain(feed->err,
				 "%s: it says %lld elements on %lld pages, and "
				 "the first page said %lld on %lld: nothing is "
				 "taken",
				 url, envelope->total, envelope->pages,
				 feed->total, feed->total_pages);
	if (!is_first && envelope->number != ENVELOPE_UNTOLD &&
	    envelope->number != feed->first_number + (long long)feed->pages - 1)
		return err_plain(feed->err,
				 "%s: it is page %lld: nothing is taken", url,
				 envelope->number);
	return 0;
}

/* The address of the page behind this one, or NULL; a fault in `err`. */
static const char *next_of(struct feed *feed, const char *url,
			   const struct envelope *envelope)
{
	const char *next = NULL;
	/* Some count from 0. */
	long long first =
		feed->first_number != ENVELOPE_UNTOLD ? feed->first_number : 1;

	if (envelope->next != NULL && envelope->next[0] != '\0') {
		next = web_address_resolved(url, envelope->next, feed->arena);
		if (next == NULL ||
		    !web_address_is_same_origin(next, feed->first))
			err_plain(feed->err,
				  "%s: its next page would be %s, which is "
				  "elsewhere",
				  url, envelope->next);
	} else if ((long long)feed->pages < feed->total_pages) {
		next = web_address_with(
			feed->first, "page",
			arena_printf(feed->arena, "%lld",
				     first + (long long)feed->pages),
			feed->arena);
	}
	if (next != NULL && table_find(&feed->seen, "page", next) != TABLE_NONE)
		err_plain(feed->err, "%s: its next page is %s again", url,
			  next);
	return feed->err->count == 0 ? next : NULL;
}

/* An API says what it is at its own address, and lists below. */
static const char *list_below(struct feed *feed, const char *url,
			      const json_t *element)
{
	const char *list;

	if (json_object_get(element, "openapi_url") == NULL &&
	    json_object_get(element, "profile") == NULL)
		return NULL;
	list = web_address_below(url, "services", feed->arena);
	list = web_address_with(list, "full", "true", feed->arena);
	return web_address_with(list, "per_page", "100", feed->arena);
}

/* Takes what a page holds. Sets `*next` to the address of the next one. */
static int take_page(struct feed *feed, const char *url, FILE *file,
		     const char **next)
{
	struct elements *elements = elements_new(file, url);
	struct err *err = feed->err;
	struct envelope envelope;
	json_t *element;
	int line;

	*next = NULL;
	while (err->count == 0 &&
	       (element = elements_next(elements, &line, err)) != NULL) {
		if (feed->pages == 0 && feed->count == 0)
			*next = list_below(feed, url, element);
		if (*next == NULL)
			take_element(feed, url, element);
		json_decref(element);
		if (*next != NULL)
			break;
	}
	if (err->count == 0 && *next != NULL) {
		feed->first = *next;
	} else if (err->count == 0) {
		envelope = envelope_read(elements_envelope(elements));
		if (check_page(feed, url, &envelope) == 0)
			*next = next_of(feed, url, &envelope);
	}
	elements_free(elements);
	return err->count == 0 ? 0 : -1;
}

static int read_page(struct feed *feed, const char *url, const char **next)
{
	struct fetch_answer answer;
	FILE *file;
	int result;

	table_add(&feed->seen, "page", url);
	if (ask(feed, url, &answer) != 0)
		return -1;
	if (answer.status != 200) {
		result = complain(feed, &answer);
	} else if (answer.body.length == 0) {
		result = err_plain(feed->err, "%s: the page is empty", url);
	} else {
		file = fmemopen(answer.body.bytes, answer.body.length, "r");
		result = file == NULL ?
				 err_plain(feed->err, "%s: it cannot be read",
					   url) :
				 take_page(feed, url, file, next);
		if (file != NULL)
			fclose(file);
	}
	fetch_free(&answer);
	return result;
}

static int check_total(const struct feed *feed)
{
	if (feed->total != ENVELOPE_UNTOLD &&
	    feed->total != (long long)feed->count)
		return err_plain(feed->err,
				 "%s says that it has %lld elements, and its "
				 "pages have %zu: nothing is taken",
				 feed->first, feed->total, feed->count);
	if (feed->total_pages != ENVELOPE_UNTOLD &&
	    feed->total_pages > (long long)feed->pages)
		return err_plain(feed->err,
				 "%s says that it has %lld pages, and %zu are "
				 "there: nothing is taken",
				 feed->first, feed->total_pages, feed->pages);
	return 0;
}

int feed_read(const char *url, const struct feed_way *way, struct err *err)
{
	struct arena *arena = arena_new();
	struct feed feed = { .first = url,
			     .way = way,
			     .arena = arena,
			     .seen = table_new(FIRST_ROOM, arena),
			     .total = ENVELOPE_UNTOLD,
			     .total_pages = ENVELOPE_UNTOLD,
			     .err = err };
	int result = 0;

	fetch_start();
	while (url != NULL && result == 0) {
		const char *next = NULL;

		feed.page = arena_new();
		result = read_page(&feed, url, &next);
		arena_free(feed.page);
		url = next;
	}
	if (result == 0)
		result = check_total(&feed);
	arena_free(arena);
	return result;
}
