/* The frame around every page, links, the page of a fault. */
#include "page/page.h"

#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "document/jsonld.h"
#include "page/deferred.h"
#include "page/parts.h"
#include "site/hours-words.h"

#define LINK_ROOM  ((size_t)64 * 1024)
#define HOURS_ROOM ((size_t)4096)
#define MOST_LEVEL 6
#define PAGE_LEVEL 1

/* The headings below each other. */
static const char *const levels[] = { "title", "group", "card", "part" };

static json_t *levels_from(long long first)
{
	json_t *object = json_object();

	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++) {
		long long level = first + (long long)i;

		json_object_set_new(
			object, levels[i],
			json_integer(level < MOST_LEVEL ? level : MOST_LEVEL));
	}
	return object;
}

static json_t *crisis_of(const struct edition *edition,
			 const struct query *query)
{
	const struct directory *directory = edition->directory;
	json_t *numbers;
	size_t count;

	if (!page_is_deferred(edition, query))
		return page_groups(edition, query, directory->crisis,
				   directory->crisis_count);
	count = page_count_groups(query, directory->crisis,
				  directory->crisis_count);
	numbers = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(numbers, page_deferred(PAGE_CRISIS, i));
	return numbers;
}

json_t *page_new(const struct edition *edition, const struct query *query,
		 bool is_fragment)
{
	bool is_host = is_fragment || query->is_framed;
	json_t *page = page_frame(edition, query, is_fragment);

	json_object_set_new(page, "level",
			    levels_from(is_host ? query->heading : PAGE_LEVEL));
	if (!is_fragment)
		json_object_set_new(page, "alternates", json_array());
	json_object_set_new(page, "crisis", crisis_of(edition, query));
	return page;
}

void page_set_hours(const struct edition *edition, const struct hours *hours,
		    bool is_whole, json_t *object)
{
	struct buf out = buf_new(HOURS_ROOM);

	if (hours != NULL) {
		hours_words_print(edition, hours, is_whole, &out);
		json_object_set_new(object, "in_words",
				    edition_compose(edition, buf_text(&out)));
	}
	buf_free(&out);
}

void page_set_facet_name(const struct edition *edition,
			 const struct facet *facet, json_t *object)
{
	if (facet->record == NULL)
		json_object_set(
			object, "name",
			json_object_get(edition->locale->marked, facet->id));
}

bool page_is_untranslated(const json_t *object, const char *name)
{
	return json_object_get(json_object_get(object, "untranslated"), name) !=
	       NULL;
}

void page_rename(json_t *object, const char *name, const char *new_name)
{
	json_t *untranslated = json_object_get(object, "untranslated");
	json_t *value = json_object_get(object, name);

	if (value == NULL)
		return;
	json_object_set(object, new_name, value);
	json_object_del(object, name);
	value = json_object_get(untranslated, name);
	if (value == NULL)
		return;
	json_object_set(untranslated, new_name, value);
	json_object_del(untranslated, name);
}

void page_set_status(const struct edition *edition, json_t *entry)
{
	const char *status =
		json_string_value(json_object_get(entry, "status"));
	char name[40];

	if (status == NULL || strcmp(status, "active") == 0)
		return;
	snprintf(name, sizeof(name), "status_%s", status);
	for (char *at = name; *at != '\0'; at++)
		if (*at == ' ')
			*at = '_';
	json_object_set(entry, "status_words",
			json_object_get(edition->locale->marked, name));
}

/* Each translation is found by itself. */
static json_t *canonical_of(const struct edition *edition, const char *path)
{
	bool is_translated = edition_is_translated(edition);

	return DOCUMENT_JOIN(edition->settings->url, edition->settings->base,
			     path, is_translated ? "?lang=" : "",
			     is_translated ? edition->locale->tag : "");
}

void page_set_canonical(const struct edition *edition, const char *path,
			json_t *page)
{
	if (edition->settings->has_canonical)
		json_object_set_new(page, "canonical",
				    canonical_of(edition, path));
}

void page_add_alternate(const struct edition *edition,
			const struct query *query, const char *path,
			const char *media_type, json_t *page)
{
	json_t *list = json_object_get(page, "alternates");

	if (list == NULL || query->is_framed || query->text != NULL)
		return;
	json_array_append_new(
		list,
		json_pack("{so so}", "type",
			  json_stringn(media_type, strcspn(media_type, ";")),
			  "href", page_export_link(edition, query, path)));
}

void page_set_schema(const struct edition *edition, json_t *schema,
		     json_t *page)
{
	if (schema != NULL && !edition->is_internal &&
	    edition->settings->has_structured_data)
		json_object_set(page, "json_ld", schema);
	json_decref(schema);
}

json_t *page_link_under(const struct edition *edition,
			const struct query *query, const char *path,
			const struct query_change *change)
{
	struct buf link = buf_new(LINK_ROOM);
	json_t *text;

	query_print_link(query, change, &link);
	if (path == NULL)
		text = DOCUMENT_JOIN("?", buf_text(&link));
	else
		text = DOCUMENT_JOIN(edition->settings->base, path,
				     link.length > 0 ? "?" : "",
				     buf_text(&link));
	buf_free(&link);
	return text;
}

json_t *page_link(const struct edition *edition, const struct query *query,
		  const struct query_change *change)
{
	const char *path = query->is_framed ? "/embed" : "/";

	return page_link_under(edition, query, query->is_here ? NULL : path,
			       change);
}

json_t *page_link_to_page(const struct edition *edition,
			  const struct query *query, long long page)
{
	struct query_change change = { .without = TERM_NONE, .page = page };

	return page_link(edition, query, &change);
}

json_t *page_error(const struct edition *edition, const struct query *query,
		   int status, const struct entry *instead, bool is_fragment)
{
	json_t *page = page_new(edition, query, is_fragment);
	char name[32];

	json_object_set_new(page, "is_error", json_true());
	json_object_set_new(page, "is_compact", json_true());
	snprintf(name, sizeof(name), "error_%d", status);
	json_object_set(page, "heading",
			json_object_get(edition->locale->marked, name));
	snprintf(name, sizeof(name), "error_%d_help", status);
	json_object_set(page, "help",
			json_object_get(edition->locale->marked, name));
	json_object_set_new(page, "list",
			    page_link(edition, query, &query_cleared));
	if (instead != NULL)
		json_object_set_new(page, "instead",
				    document_reference(edition, instead));
	if (query->page > 1 || query->is_before_first)
		json_object_set_new(page, "first",
				    page_link(edition, query, NULL));
	page_set_languages(edition, query, "/", page);
	return page;
}
