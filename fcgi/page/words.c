/* What a list shows of the words that were looked for: the box, the marks, and
 * what else to look for where nothing was found. */
#include <stdio.h>

#include "document/record.h"
#include "page/parts.h"
#include "search/highlight.h"
#include "search/match.h"
#include "search/suggest.h"

#define NAME_ROOM ((size_t)256)

bool page_is_searched(const struct query *query)
{
	return query->match != NULL && query->match->ranks != NULL;
}

/* The one place on a page where a visitor's words stand. */
static json_t *box_of(const struct query *query)
{
	return json_pack("{ss+ ss si}", "name", query_mark(query), "q", "value",
			 query->text != NULL ? query->text : "", "most",
			 (int)QUERY_TEXT_MOST);
}

static json_t *suggestions_of(const struct edition *edition,
			      const struct query *query)
{
	struct arena *arena = arena_new();
	const struct query *there = suggest_find(query, arena);
	json_t *links = json_array();

	if (there != NULL)
		json_array_append_new(
			links,
			json_pack("{ss sI so}", "text", there->text, "count",
				  (json_int_t)facet_search(there)->count,
				  "href", page_link(edition, there, NULL)));
	arena_free(arena);
	return links;
}

static json_t *without_words(const struct edition *edition,
			     const struct query *query)
{
	struct arena *arena = arena_new();
	const struct query *there = query_with_words(query, NULL, NULL, arena);
	json_t *href = page_link(edition, there, NULL);

	arena_free(arena);
	return href;
}

void page_set_words(const struct edition *edition, const struct query *query,
		    const struct results *results, json_t *page)
{
	json_t *suggestions;

	if (edition->index == NULL)
		return;
	json_object_set_new(page, "search", box_of(query));
	if (query->text != NULL)
		json_object_set_new(page, "without_words",
				    without_words(edition, query));
	if (!page_is_searched(query) || results->count > 0)
		return;
	suggestions = suggestions_of(edition, query);
	json_object_set_new(page, "is_searched", json_true());
	document_flag(page, "has_suggestions",
		      json_array_size(suggestions) > 0);
	json_object_set_new(page, "suggestions", suggestions);
}

/* Gives the member `name` its `name_marked`, where a word is in it. A gloss is
 * in the edition's language, and the name before it is not. */
static void mark(const struct query *query, const char *name, json_t *object)
{
	const char *text = json_string_value(json_object_get(object, name));
	bool is_original = query->match->index->languages[1] == NULL ||
			   page_is_untranslated(object, name);
	char marked[NAME_ROOM];
	json_t *pieces;

	if (text == NULL)
		return;
	pieces = highlight_text(query->match, text, is_original ? 0 : 1);
	snprintf(marked, sizeof(marked), "%s_marked", name);
	if (pieces != NULL)
		json_object_set_new(object, marked, pieces);
}

void page_mark_card(const struct query *query, json_t *card)
{
	static const char *const names[] = { "name", "gloss", "abbreviation",
					     "summary" };
	json_t *phone;
	size_t i;

	if (!page_is_searched(query))
		return;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		mark(query, names[i], card);
	json_array_foreach(json_object_get(card, "phone"), i, phone)
		mark(query, "purpose", phone);
}
