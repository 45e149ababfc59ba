/* The list page: entries under their departments, and the filters. */
#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "document/jsonld.h"
#include "page/deferred.h"
#include "page/parts.h"
#include "search/match.h"
#include "site/plural.h"
#include "site/staleness.h"

#define NAME_ROOM ((size_t)256)

static json_t *chosen_of(const struct edition *edition,
			 const struct query *query)
{
	const struct directory *directory = query->directory;
	json_t *list = json_array();

	for (size_t i = 0; i < directory->term_count; i++) {
		struct query_change change = { .without = i };
		json_t *one;

		if (!query->chosen[i])
			continue;
		one = document_term(edition, &directory->terms[i]);
		json_object_set_new(one, "href",
				    page_link(edition, query, &change));
		json_array_append_new(list, one);
	}
	return list;
}

/* Whether the form sends a parameter along: what the visitor wishes but the
 * page, the facet that is shown whole, the page of its terms and what belongs
 * to the words, which have a box, and in an iframe what the host decides. */
static bool is_sent(const struct query *query,
		    const struct query_parameter *parameter)
{
	return strcmp(parameter->name, "page") != 0 &&
	       parameter->offset != offsetof(struct query, whole) &&
	       parameter->offset != offsetof(struct query, terms_page) &&
	       !(parameter->parts & QUERY_PART_WORDS) &&
	       (parameter->is_wish || query->is_framed ||
		(parameter->kind == QUERY_LANGUAGE &&
		 (!query->is_here || query->is_lang_wished)));
}

static void add_hidden(const struct query *query,
		       const struct query_parameter *parameter, json_t *list)
{
	const char *mark = query_mark(query);
	struct buf value = buf_new(NAME_ROOM);

	if (query_print_value(query, parameter, &value))
		json_array_append_new(list, json_pack("{ss+ ss}", "name", mark,
						      parameter->name, "value",
						      buf_text(&value)));
	buf_free(&value);
}

/* What the form sends besides the boxes. */
static json_t *hidden_of(const struct query *query)
{
	json_t *list = json_array();

	if (query->is_here)
		for (const struct query_kept *kept = query->kept; kept != NULL;
		     kept = kept->next)
			json_array_append_new(
				list, json_pack("{ss ss}", "name", kept->name,
						"value", kept->value));
	for (size_t i = 0; i < query_parameter_count; i++)
		if (is_sent(query, &query_parameters[i]))
			add_hidden(query, &query_parameters[i], list);
	return list;
}

static json_t *form_of(const struct edition *edition, const struct query *query)
{
	json_t *form = json_object();

	if (!query->is_here)
		json_object_set_new(
			form, "action",
			DOCUMENT_JOIN(edition->settings->base,
				      query->is_framed ? "/embed" : "/"));
	json_object_set_new(form, "hidden", hidden_of(query));
	return form;
}

/* What to say, once, of a list of which more than half cannot be relied on. */
static void set_age(const struct edition *edition,
		    const struct results *results, json_t *page)
{
	const struct sets *sets = edition->directory->sets;
	size_t unchecked =
		bits_count_shared(results->found, sets->unchecked, sets->words);
	size_t stale = staleness_count_past(edition, results->found);

	if (unchecked * 2 > results->count)
		json_object_set_new(page, "is_unchecked_list", json_true());
	else if ((unchecked + stale) * 2 > results->count)
		json_object_set_new(page, "is_stale_list", json_true());
}

/* The cards of the page in its order. */
static json_t *listed_in(const json_t *groups)
{
	json_t *list = json_array(), *group, *card;
	size_t i, j;

	json_array_foreach(groups, i, group)
	{
		card = json_object_get(group, "self");
		if (card != NULL)
			json_array_append(list, card);
		json_array_foreach(json_object_get(group, "cards"), j, card)
			json_array_append(list, card);
	}
	return list;
}

static void set_schema(const struct edition *edition, const struct query *query,
		       json_t *page)
{
	json_t *title =
		json_object_get(json_object_get(page, "directory"), "title");
	json_t *list = listed_in(json_object_get(page, "groups"));

	page_set_schema(
		edition,
		page_is_deferred(edition, query) ?
			page_deferred_schema(edition, query, title, list) :
			jsonld_list(edition, title, list),
		page);
	json_decref(list);
}

/* What only a page of our own has: a heading between the title and the groups,
 * and what search engines are told. */
static void set_for_page(const struct edition *edition,
			 const struct query *query, json_t *page)
{
	json_t *level = json_object_get(page, "level");

	json_object_set_new(level, "part", json_integer(2));
	json_object_set_new(level, "group", json_integer(3));
	json_object_set_new(level, "card", json_integer(4));
	page_set_canonical(edition, "/", page);
	if (query->text == NULL)
		set_schema(edition, query, page);
}

/* Whether the wish was for places alone in which nothing is. */
static bool is_no_place(const struct query *query)
{
	const struct directory *directory = query->directory;
	size_t place = directory_facet(directory, VOCABULARY_PLACE);

	if (query->unclear == NULL ||
	    strcmp(query->unclear, VOCABULARY_PLACE) != 0)
		return false;
	return place == directory->facet_count ||
	       (directory->facets[place].record == NULL &&
		!query->is_filtered[place]);
}

/* The entries; none where the words are those of danger. */
static json_t *groups_of(const struct edition *edition,
			 const struct query *query,
			 const struct results *results)
{
	json_t *groups, *some;

	if (page_is_danger(query))
		return json_array();
	groups = page_entries(edition, query, results);
	some = page_some_words(edition, query);
	json_array_extend(groups, some);
	json_decref(some);
	return groups;
}

/* Where nothing was found: what would find more, and whom to call. */
static void set_empty(const struct edition *edition, const struct query *query,
		      const struct results *results, json_t *page)
{
	bool is_empty = results->count == 0 && !page_is_danger(query);
	json_t *wider;

	document_flag(page, "is_empty", is_empty);
	if (!is_empty)
		return;
	wider = page_wider(edition, query);
	document_flag(page, "has_wider", json_array_size(wider) > 0);
	json_object_set_new(page, "wider", wider);
	page_set_also_call(edition, query, page);
	page_lower_offers(edition, page);
}

json_t *page_list(const struct edition *edition, const struct query *query,
		  const struct results *results, bool is_fragment)
{
	json_t *page = page_new(edition, query, is_fragment);
	size_t all = edition->directory->entry_count;

	json_object_set_new(page, "is_list", json_true());
	json_object_set_new(page, "facets",
			    page_facets(edition, query, results));
	json_object_set_new(page, "form", form_of(edition, query));
	json_object_set_new(page, "groups", groups_of(edition, query, results));
	page_set_lines_found(edition, query, page);
	page_set_orders(edition, query, page);
	page_set_offers(edition, query, page);
	json_object_set_new(page, "starts", page_starts(edition, query));
	document_flag(page, "has_starts", edition->directory->start_count > 0);
	json_object_set_new(page, "chosen", chosen_of(edition, query));
	document_flag(page, "is_filtered",
		      query->chosen_count > 0 || query->text != NULL);
	document_flag(page, "is_unclear", query->unclear != NULL);
	document_flag(page, "is_no_place", is_no_place(query));
	page_set_words(edition, query, results, page);
	set_age(edition, results, page);
	page_set_sources(edition, results, page);
	json_object_set_new(page, "clear",
			    page_link(edition, query, &query_cleared));
	json_object_set_new(page, "total",
			    json_integer((json_int_t)results->count));
	json_object_set_new(page, "all", json_integer((json_int_t)all));
	json_object_set_new(page, "count_words",
			    plural_words(edition, "entries", results->count));
	page_set_panel(edition, query, results, page);
	set_empty(edition, query, results, page);
	json_object_set_new(page, "source", page_source(edition, query));
	page_set_exports(edition, query, page);
	if (!is_fragment && !query->is_framed)
		set_for_page(edition, query, page);
	page_set_pages(edition, query, NULL,
		       facet_search_pages(results, query->per_page), page);
	page_set_languages(edition, query, NULL, page);
	return page;
}
