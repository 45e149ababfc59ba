/* What a list shows of the words that were looked for: the box, the marks, and
 * what else to look for where little was found. */
#include <stdio.h>

#include "document/record.h"
#include "page/parts.h"
#include "search/elsewhere.h"
#include "search/highlight.h"
#include "search/match.h"
#include "search/partial.h"
#include "search/suggest.h"
#include "site/plural.h"

#define NAME_ROOM ((size_t)256)

bool page_is_searched(const struct query *query)
{
	return query->match != NULL && query->match->ranks != NULL;
}

bool page_is_danger(const struct query *query)
{
	return page_is_searched(query) && query->match->danger != NULL;
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

/* The same words in another of the site's languages, in words of that: who
 * typed them reads it. On a page of ours, which a host's page has no part in.
 */
static json_t *in_language(const struct edition *edition,
			   const struct query *query)
{
	struct elsewhere there;
	struct query wish;
	json_t *link;

	if (!elsewhere_find(edition, query, &there))
		return NULL;
	wish = *there.query;
	wish.is_here = false;
	wish.is_framed = false;
	link = json_pack(
		"{ss ss so so}", "lang", there.edition->locale->tag, "dir",
		there.edition->locale->direction, "href",
		page_link(there.edition, &wish, NULL), "count",
		there.count > 0 && !page_is_danger(query) ?
			plural_words(there.edition, "entries", there.count) :
			json_false());
	json_object_set(
		link, "text",
		json_object_get(there.edition->locale->words, "in_language"));
	return link;
}

/* The same words, taken as they stand. */
static json_t *exactly(const struct edition *edition, const struct query *query)
{
	struct query there = *query;

	there.is_exact = true;
	return page_link(edition, &there, NULL);
}

/* What is shown is more than the words say, or less. */
static bool is_otherwise(const struct query *query)
{
	const struct partial *partial = partial_find(query);

	return page_is_danger(query) || (partial != NULL && partial->count > 0);
}

static void set_nothing(const struct edition *edition,
			const struct query *query, json_t *page)
{
	json_t *suggestions = suggestions_of(edition, query);

	json_object_set_new(page, "is_searched", json_true());
	document_flag(page, "has_suggestions",
		      json_array_size(suggestions) > 0);
	json_object_set_new(page, "suggestions", suggestions);
}

static void set_in_language(const struct edition *edition,
			    const struct query *query, json_t *page)
{
	json_t *link = in_language(edition, query);

	if (link != NULL)
		json_object_set_new(page, "in_language", link);
}

void page_set_words(const struct edition *edition, const struct query *query,
		    const struct results *results, json_t *page)
{
	if (edition->index == NULL)
		return;
	json_object_set_new(page, "search", box_of(query));
	if (query->text != NULL)
		json_object_set_new(page, "without_words",
				    without_words(edition, query));
	if (!page_is_searched(query))
		return;
	if (is_otherwise(query))
		json_object_set_new(page, "exactly", exactly(edition, query));
	if (page_is_danger(query) || results->count == 0)
		set_in_language(edition, query, page);
	if (page_is_danger(query))
		json_object_set_new(page, "is_danger", json_true());
	else if (results->count == 0)
		set_nothing(edition, query, page);
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
