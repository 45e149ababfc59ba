/* The filters of a form, and the button that opens them. */
#include "document/document.h"
#include "page/parts.h"
#include "site/plural.h"

/* A term that would find nothing stays, since its absence would say that there
 * is no such thing, but behind those that find something. */
static void put_empty_last(json_t *terms)
{
	json_t *term, *empty = json_array();
	size_t i = 0;

	while (i < json_array_size(terms)) {
		term = json_array_get(terms, i);
		if (json_integer_value(json_object_get(term, "count")) > 0) {
			i++;
			continue;
		}
		json_object_set_new(term, "is_none", json_true());
		json_array_append(empty, term);
		json_array_remove(terms, i);
	}
	json_array_extend(terms, empty);
	json_decref(empty);
}

/* A facet whose terms have no entry is no choice. */
static void remove_empty(json_t *facets)
{
	for (size_t i = json_array_size(facets); i > 0; i--)
		if (json_array_size(json_object_get(
			    json_array_get(facets, i - 1), "terms")) == 0)
			json_array_remove(facets, i - 1);
}

json_t *page_facets(const struct edition *edition, const struct query *query,
		    const struct results *results)
{
	json_t *facets = document_facets(edition, query, results);
	json_t *facet, *term;
	size_t i, j;

	json_array_foreach(facets, i, facet)
	{
		const char *id =
			json_string_value(json_object_get(facet, "id"));

		page_set_facet_name(edition, &edition->directory->facets[i],
				    facet);
		json_object_set_new(
			facet, "parameter",
			json_sprintf("%s%s", query_mark(query), id));
		json_array_foreach(json_object_get(facet, "terms"), j, term)
		{
			json_object_set(term, "parameter",
					json_object_get(facet, "parameter"));
			json_object_set_new(
				term, "box",
				json_sprintf("f-%s_%s", id,
					     json_string_value(json_object_get(
						     term, "id"))));
		}
		if (query->is_filtered[i])
			json_object_set_new(facet, "is_open", json_true());
		put_empty_last(json_object_get(facet, "terms"));
	}
	remove_empty(facets);
	return facets;
}

void page_set_panel(const struct edition *edition, const struct query *query,
		    const struct results *results, json_t *page)
{
	size_t chosen = query->chosen_count;

	json_object_set_new(
		page, "panel_words",
		chosen > 0 ? plural_words(edition, "filter_chosen", chosen) :
			     json_incref(json_object_get(
				     edition->locale->marked, "filter_none")));
	document_flag(page, "is_panel_open", results->count == 0 && chosen > 0);
}
