/* The filters of a form, and the button that opens them. */
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "page/deferred.h"
#include "page/parts.h"
#include "site/plural.h"

/* So many terms of a facet are shown before a reader asks for all. */
#define TERMS_MOST ((size_t)40)

/* What decides whether a term is shown: what is chosen is, then those to which
 * the editor gave a place, in their order, then those that find most. */
struct rank {
	size_t place; /* within the facet */
	bool is_chosen, has_order;
	size_t count;
};

static int by_rank(const struct rank *a, const struct rank *b)
{
	if (a->is_chosen != b->is_chosen)
		return a->is_chosen ? -1 : 1;
	if (a->has_order != b->has_order)
		return a->has_order ? -1 : 1;
	if (!a->has_order && a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return a->place < b->place ? -1 : 1;
}

static struct rank rank_of(const struct query *query,
			   const struct results *results,
			   const struct facet *facet, size_t place)
{
	size_t term = facet->first + place;
	const struct record *record = query->directory->terms[term].record;

	return (struct rank){
		.place = place,
		.is_chosen = query->chosen[term],
		.has_order = facet->record != NULL &&
			     record_value(record, TERM_ORDER) != NULL,
		.count = results->counts[term],
	};
}

/* Puts a rank where it belongs among the best, of which `*count` are there:
 * what is behind TERMS_MOST is forgotten. */
static void keep_best(struct rank best[TERMS_MOST], size_t *count,
		      const struct rank *rank)
{
	size_t place = *count;

	while (place > 0 && by_rank(rank, &best[place - 1]) < 0)
		place--;
	if (place == TERMS_MOST)
		return;
	*count += *count < TERMS_MOST;
	memmove(&best[place + 1], &best[place],
		(*count - place - 1) * sizeof(*best));
	best[place] = *rank;
}

/* By the place of a term within the facet, whether it is left out. */
static const bool *left_out(const struct query *query,
			    const struct results *results,
			    const struct facet *facet)
{
	struct rank best[TERMS_MOST];
	bool *is_out = arena_alloc(query->memo->arena, facet->count);
	size_t count = 0;

	for (size_t i = 0; i < facet->count; i++) {
		const struct rank rank = rank_of(query, results, facet, i);

		is_out[i] = !rank.is_chosen;
		keep_best(best, &count, &rank);
	}
	for (size_t i = 0; i < count; i++)
		is_out[best[i].place] = false;
	return is_out;
}

/* By the place of a term within the facet, whether it is not on the page of
 * terms that the wish asks for. What finds something comes before what does
 * not; what is chosen is on each, since the form sends what it shows. */
static const bool *off_page(const struct query *query,
			    const struct results *results,
			    const struct facet *facet)
{
	bool *is_off = arena_alloc(query->memo->arena, facet->count);
	const size_t *counts = &results->counts[facet->first];
	size_t from = (size_t)(query->terms_page - 1) * QUERY_TERMS_PER_PAGE;
	size_t full = 0, empty;

	for (size_t i = 0; i < facet->count; i++)
		full += counts[i] > 0;
	empty = full;
	full = 0;
	for (size_t i = 0; i < facet->count; i++) {
		size_t place = counts[i] > 0 ? full++ : empty++;

		is_off[i] =
			!query->chosen[facet->first + i] &&
			(place < from || place >= from + QUERY_TERMS_PER_PAGE);
	}
	return is_off;
}

static bool is_wished(const struct query *query, const struct facet *facet)
{
	return query->whole != NULL && strcmp(query->whole, facet->id) == 0;
}

/* Whether every term of the facet is shown: always of what says for whom
 * something is and what is done, unless there are very many. */
static bool is_whole(const struct query *query, const struct facet *facet)
{
	return facet->count <= TERMS_MOST ||
	       (facet->count <= QUERY_WHOLE_MOST && facet->record != NULL &&
		record_value(facet->record, FACET_SCHEMA_ORG) != NULL) ||
	       is_wished(query, facet);
}

json_t *page_term(const struct edition *edition, const struct query *query,
		  const struct results *results, size_t number)
{
	const struct directory *directory = query->directory;
	const struct term *term = &directory->terms[number];
	const char *facet = directory->facets[term->facet].id;
	json_t *object = document_facet_term(edition, query, results, number);

	if (results->counts[number] == 0)
		json_object_set_new(object, "is_none", json_true());
	json_object_set_new(object, "parameter",
			    DOCUMENT_JOIN(query_mark(query), facet));
	json_object_set_new(object, "box",
			    DOCUMENT_JOIN("f-", facet, "_", term->id));
	return object;
}

/* Those of a facet that are not left out. One that would find nothing stays,
 * since its absence would say that there is no such thing, but behind those
 * that find something. */
static json_t *terms_of(const struct edition *edition,
			const struct query *query,
			const struct results *results,
			const struct facet *facet, const bool *left_out)
{
	bool is_deferred = page_is_deferred(edition, query);
	json_t *terms = json_array();

	for (int is_none = 0; is_none < 2; is_none++)
		for (size_t i = 0; i < facet->count; i++) {
			size_t number = facet->first + i;

			if ((results->counts[number] == 0) != is_none ||
			    (left_out != NULL && left_out[i]))
				continue;
			json_array_append_new(
				terms,
				is_deferred ? page_deferred(PAGE_TERM, number) :
					      page_term(edition, query, results,
							number));
		}
	return terms;
}

/* As pages say it, where the language lacks the words. */
static void set_made_note(const struct edition *edition,
			  const struct facet *facet, json_t *object)
{
	char name[MEMBERS_NAME];
	json_t *note;

	if (facet->record != NULL)
		return;
	document_facet_note_name(facet, name);
	note = json_object_get(edition->locale->marked, name);
	if (note != NULL)
		json_object_set(object, "note", note);
}

/* What is said of it in any wish. */
static json_t *facet_named(const struct edition *edition,
			   const struct facet *facet)
{
	json_t *object = document_facet_alone(edition, facet);

	page_set_facet_name(edition, facet, object);
	set_made_note(edition, facet, object);
	return object;
}

json_t *page_facet_names(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	json_t *list = json_array();

	for (size_t i = 0; i < directory->facet_count; i++)
		json_array_append_new(
			list, facet_named(edition, &directory->facets[i]));
	return list;
}

static json_t *facet_with(const struct edition *edition,
			  const struct query *query,
			  const struct results *results,
			  const struct facet *facet, const bool *left_out)
{
	size_t place = (size_t)(facet - edition->directory->facets);
	json_t *same = edition_same(edition, PAGE_FACETS);
	json_t *object = same != NULL ? json_copy(json_array_get(same, place)) :
					facet_named(edition, facet);

	json_object_set_new(object, "terms",
			    terms_of(edition, query, results, facet, left_out));
	return object;
}

static json_t *terms_link(const struct edition *edition,
			  const struct query *query, const struct facet *facet,
			  long long terms_page)
{
	struct query_change change = { .without = TERM_NONE,
				       .page = query->page,
				       .whole = facet->id,
				       .terms_page = terms_page };

	return page_link(edition, query, &change);
}

/* One page of very many terms, and where the others are. */
static json_t *terms_page(const struct edition *edition,
			  const struct query *query,
			  const struct results *results,
			  const struct facet *facet)
{
	long long page = query->terms_page;
	long long pages = query_terms_pages(facet->count);
	json_t *object = facet_with(edition, query, results, facet,
				    off_page(query, results, facet));
	json_t *around = json_pack("{so}", "terms_page",
				   json_sprintf("%lld / %lld", page, pages));

	if (page > 1)
		json_object_set_new(
			around, "terms_before",
			terms_link(edition, query, facet, page - 1));
	if (page < pages)
		json_object_set_new(
			around, "terms_after",
			terms_link(edition, query, facet, page + 1));
	json_object_set_new(object, "terms_pages", around);
	return object;
}

/* The facet without what there is no room for, which a page of all has. */
static json_t *cut(const struct edition *edition, const struct query *query,
		   const struct results *results, const struct facet *facet)
{
	json_t *object;

	if (is_wished(query, facet) && query_terms_pages(facet->count) > 1)
		return terms_page(edition, query, results, facet);
	if (is_whole(query, facet))
		return facet_with(edition, query, results, facet, NULL);
	object = facet_with(edition, query, results, facet,
			    left_out(query, results, facet));
	json_object_set_new(object, "whole",
			    terms_link(edition, query, facet, 1));
	json_object_set_new(object, "whole_words",
			    plural_words(edition, "all_terms", facet->count));
	return object;
}

json_t *page_facets(const struct edition *edition, const struct query *query,
		    const struct results *results)
{
	const struct directory *directory = edition->directory;
	json_t *facets = json_array();

	for (size_t i = 0; i < directory->facet_count; i++) {
		const struct facet *of = &directory->facets[i];
		json_t *facet;

		if (of->count == 0)
			continue;
		facet = cut(edition, query, results, of);
		json_object_set_new(facet, "parameter",
				    DOCUMENT_JOIN(query_mark(query), of->id));
		if (query->is_filtered[i] || is_wished(query, of))
			json_object_set_new(facet, "is_open", json_true());
		json_array_append_new(facets, facet);
	}
	return facets;
}

void page_set_panel(const struct edition *edition, const struct query *query,
		    const struct results *results, json_t *page)
{
	size_t chosen = query->chosen_count;
	bool is_in_the_way = results->count == 0 && chosen > 0;

	json_object_set_new(
		page, "panel_words",
		chosen > 0 ? plural_words(edition, "filter_chosen", chosen) :
			     json_incref(json_object_get(
				     edition->locale->marked, "filter_none")));
	document_flag(page, "is_panel_open",
		      query->whole != NULL || is_in_the_way);
	document_flag(page, "is_found_first",
		      query->whole == NULL && is_in_the_way);
}
