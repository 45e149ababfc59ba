/* What has changed, newest first. */
#include "view/formats.h"

#include <stdlib.h>
#include <string.h>

#include "directory/uuid.h"
#include "document/document.h"
#include "document/rfc3339.h"
#include "search/facet-search.h"
#include "search/query.h"

#define TAG_ROOM ((size_t)64 * 1024)

/* An entry of which somebody said when it changed. */
struct update {
	const struct entry *entry;
	char at[RFC3339_TEXT];
	size_t place; /* in the list */
};

static int newest_first(const void *left, const void *right)
{
	const struct update *a = left, *b = right;
	int order = strcmp(b->at, a->at);

	return order != 0 ? order :
			    (a->place > b->place) - (a->place < b->place);
}

static struct update *changes_of(const struct results *results, size_t *count,
				 struct arena *arena)
{
	struct update *changes =
		arena_alloc(arena, (results->count + 1) * sizeof(*changes));

	*count = 0;
	for (size_t i = 0; i < results->count; i++) {
		struct update *change = &changes[*count];

		change->entry = results->entries[i];
		change->place = i;
		if (rfc3339_changed(change->entry, change->at))
			(*count)++;
	}
	qsort(changes, *count, sizeof(*changes), newest_first);
	return changes;
}

static json_t *address_of(const struct edition *edition, const char *path)
{
	return json_sprintf("%s%s", edition->settings->url, path);
}

static json_t *entry_of(const struct edition *edition,
			const struct update *change)
{
	json_t *document = document_entry(edition, change->entry, NULL);
	const char *page = json_string_value(json_object_get(document, "page"));
	char id[UUID_TEXT];
	json_t *object;

	uuid_of(edition->directory, change->entry->record, id);
	object = json_pack("{so ss so}", "id", json_sprintf("urn:uuid:%s", id),
			   "updated", change->at, "href",
			   address_of(edition, page));
	json_object_set(object, "title", json_object_get(document, "name"));
	json_object_set(object, "summary",
			json_object_get(document, "summary"));
	json_decref(document);
	return object;
}

/* The wish without what changes nothing here, so that however a feed was asked
 * for it is the same one. */
static const struct query *plain(const struct query *query, struct arena *arena)
{
	return query_without_parts(query, QUERY_PART_FORMAT | QUERY_PART_ORDER,
				   arena);
}

/* The feed's own address, on another page of it. */
static json_t *address_of_page(const struct edition *edition,
			       const struct query *query, long long page)
{
	struct arena *arena = arena_new();
	const char *there = query_canonical(
		query_at_page(plain(query, arena), page, arena));
	json_t *address = json_sprintf(
		"%s%s/entries.atom%s%s", edition->settings->url,
		edition->settings->base, there[0] != '\0' ? "?" : "", there);

	arena_free(arena);
	return address;
}

/* One name for each list that can be asked for, whatever the page of it. */
static json_t *id_of(const struct edition *edition, const struct query *query)
{
	struct buf name = buf_new(TAG_ROOM);
	char id[UUID_TEXT];
	struct arena *arena = arena_new();
	struct query whole = *plain(query, arena);

	whole.page = 1;
	whole.per_page = 0;
	buf_puts(&name, "feed:");
	query_print(&whole, &name);
	uuid_of_name(edition->directory, buf_text(&name), id);
	buf_free(&name);
	arena_free(arena);
	return json_sprintf("urn:uuid:%s", id);
}

/* A list in which nothing says when it changed is as old as its edition. */
static void set_updated(const struct edition *edition,
			const struct update *changes, size_t count,
			json_t *feed)
{
	json_object_set_new(
		feed, "updated",
		count > 0 ? json_string(changes[0].at) :
			    json_sprintf("%sT00:00:00Z", edition->today));
}

json_t *feed_new(const struct view_args *args)
{
	const struct edition *edition = args->edition;
	const struct query *query = args->query;
	struct arena *arena = arena_new();
	size_t count, from = (size_t)((query->page - 1) * query->per_page);
	size_t to = from + (size_t)query->per_page;
	struct update *changes = changes_of(facet_search(query), &count, arena);
	json_t *feed = document_about(edition), *entries = json_array();

	json_object_set_new(feed, "id", id_of(edition, query));
	json_object_set_new(feed, "lang", json_string(edition->locale->tag));
	json_object_set_new(feed, "self",
			    address_of_page(edition, query, query->page));
	if (to < count)
		json_object_set_new(
			feed, "next",
			address_of_page(edition, query, query->page + 1));
	set_updated(edition, changes, count, feed);
	for (size_t i = from; i < to && i < count; i++)
		json_array_append_new(entries, entry_of(edition, &changes[i]));
	json_object_set_new(feed, "entries", entries);
	arena_free(arena);
	return feed;
}
