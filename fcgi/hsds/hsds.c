/* What an entry is, and which of them fit. */
#include "hsds/hsds.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "directory/uuid.h"
#include "document/rfc3339.h"
#include "hsds/order.h"
#include "hsds/place-index.h"
#include "hsds/place.h"
#include "search/highlight.h"

bool hsds_is_service(const struct entry *entry)
{
	return record_is(entry->kind, KIND_HSDS, "service");
}

const struct entry *hsds_above(const struct entry *entry)
{
	do {
		entry = entry->parent != NULL ? entry->parent :
						entry->listed_under;
	} while (entry != NULL && hsds_is_service(entry));
	return entry;
}

const struct entry *hsds_provider(const struct entry *entry)
{
	return hsds_is_service(entry) ? hsds_above(entry) : entry;
}

static const struct record *record_of(const struct directory *directory,
				      const struct hsds_item *item)
{
	if (item->entry != NULL)
		return item->entry->record;
	return item->use == HSDS_TAXONOMIES ?
		       directory->facets[item->number].record :
		       directory->terms[item->number].record;
}

void hsds_identify(const struct directory *directory,
		   const struct hsds_item *item, char text[UUID_TEXT])
{
	const struct record *record = record_of(directory, item);

	if (item->use == HSDS_PLACES) {
		hsds_identify_place(directory, item->entry, item->number, text);
		return;
	}
	if (item->use == HSDS_SERVICES && !hsds_is_service(item->entry))
		uuid_of_part(directory, record, UUID_SERVICE, text);
	else
		uuid_of(directory, record, text);
}

/* How well the entry at a place has the words, in the language in which it does
 * best. */
static unsigned rank_of(const struct hsds_query *query, size_t place)
{
	unsigned best = RANK_NOWHERE;

	for (size_t i = 0; i < query->match_count; i++) {
		unsigned rank = match_rank(query->matches[i], place);

		best = rank < best ? rank : best;
	}
	return query->matches != NULL ? best : RANK_TEXT;
}

/* The words that the values of a row have. */
static uint64_t words_of(const struct match *match, const struct value *value)
{
	const char *const *languages = match->index->languages;
	uint64_t places = 0;

	for (; value != NULL; value = value->next)
		for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
			if (value->language == NULL ?
				    i == 0 :
				    languages[i] != NULL &&
					    strcmp(languages[i],
						   value->language) == 0)
				places |=
					highlight_places(match, value->text, i);
	return places;
}

/* Whether every word is in what these rows say, in one of the languages. What
 * is no entry is in no index. */
static bool has_words(const struct hsds_query *query,
		      const struct record *record, const size_t *rows,
		      size_t row_count)
{
	for (size_t i = 0; i < query->match_count; i++) {
		const struct match *match = query->matches[i];
		uint64_t missing = match_all_places(match);

		for (size_t j = 0; j < row_count; j++)
			missing &= ~words_of(match, record->values[rows[j]]);
		if (missing == 0)
			return true;
	}
	return query->matches == NULL;
}

static bool entry_has_terms(const struct hsds_query *query,
			    const struct entry *entry)
{
	const struct directory *directory = query->directory;
	bool has_term = query->term == TERM_NONE;
	bool has_facet = query->facet == directory->facet_count;

	for (size_t i = 0; i < entry->term_count; i++) {
		size_t term = entry->terms[i];

		has_term = has_term || term == query->term;
		has_facet = has_facet ||
			    directory->terms[term].facet == query->facet;
	}
	return has_term && has_facet;
}

/* A date is no moment: it may have been the last one of the day. Too much is
 * harmless, too little is not. */
static bool is_recent(const struct hsds_query *query, const struct entry *entry)
{
	if (query->modified_after_ms == LLONG_MIN)
		return true;
	return entry->change.until[0] != '\0' &&
	       rfc3339_day_end_ms(entry->change.until) >
		       query->modified_after_ms;
}

/* Whether the list has the entry, whatever else is wished for. */
static bool is_of_use(enum hsds_use use, const struct entry *entry)
{
	bool is_service = hsds_is_service(entry);

	return use != HSDS_ORGANIZATIONS ?
		       is_service || entry_has_contact(entry) :
		       !is_service;
}

static bool fits_entry(const struct hsds_query *query, size_t place)
{
	const struct entry *entry = query->directory->entries[place];

	if (query->organization != NULL &&
	    hsds_provider(entry) != query->organization)
		return false;
	return is_of_use(query->use, entry) && entry_has_terms(query, entry) &&
	       is_recent(query, entry) && rank_of(query, place) != RANK_NOWHERE;
}

static bool fits_taxonomy(const struct hsds_query *query, size_t number)
{
	static const size_t rows[] = { FACET_NAME, FACET_NOTE };
	const struct facet *facet = &query->directory->facets[number];

	return facet->row != FACET_NO_ROW &&
	       has_words(query, facet->record, rows, 2);
}

static bool fits_term(const struct hsds_query *query, size_t number)
{
	static const size_t rows[] = { TERM_NAME, TERM_SUMMARY, TERM_NOTE };
	const struct directory *directory = query->directory;
	const struct term *term = &directory->terms[number];

	if (directory->facets[term->facet].row == FACET_NO_ROW ||
	    (query->is_top_only && term->parent != TERM_NONE) ||
	    (query->parent != TERM_NONE && term->parent != query->parent) ||
	    (query->facet != directory->facet_count &&
	     term->facet != query->facet))
		return false;
	return has_words(query, term->record, rows, 3);
}

static void add(const struct hsds_query *query, struct hsds_items *list,
		const struct entry *entry, size_t number)
{
	list->items[list->count++] = (struct hsds_item){
		.use = query->use,
		.entry = entry,
		.number = number,
	};
}

/* The entry itself or, where services at locations are asked for, each of its
 * places. */
static void add_entry(const struct hsds_query *query, struct hsds_items *list,
		      const struct entry *entry, size_t number)
{
	if (query->use != HSDS_PLACES)
		add(query, list, entry, number);
	for (size_t i = 0;
	     query->use == HSDS_PLACES && i < entry->location_count; i++)
		add(query, list, entry, i);
}

static void add_entries(const struct hsds_query *query, struct hsds_items *list,
			struct arena *arena)
{
	const struct directory *directory = query->directory;
	size_t *places =
		alloc_zero((directory->entry_count + 1) * sizeof(*places));
	size_t count = 0;

	for (size_t i = 0; i < directory->entry_count; i++)
		if (fits_entry(query, i))
			places[count++] = i;
	hsds_order(query, places, count, arena);
	for (size_t i = 0; i < count; i++)
		add_entry(query, list, directory->entries[places[i]],
			  places[i]);
	free(places);
}

static void add_all(const struct hsds_query *query, struct hsds_items *list,
		    struct arena *arena)
{
	const struct directory *directory = query->directory;

	if (query->use & (HSDS_SERVICES | HSDS_ORGANIZATIONS | HSDS_PLACES))
		add_entries(query, list, arena);
	for (size_t i = 0; i < directory->facet_count; i++)
		if (query->use == HSDS_TAXONOMIES && fits_taxonomy(query, i))
			add(query, list, NULL, i);
	for (size_t i = 0; i < directory->term_count; i++)
		if (query->use == HSDS_TERMS && fits_term(query, i))
			add(query, list, NULL, i);
}

static size_t count_places(const struct directory *directory)
{
	size_t count = 0;

	for (size_t i = 0; i < directory->entry_count; i++)
		count += directory->entries[i]->location_count;
	return count;
}

struct hsds_items hsds_find(const struct hsds_query *query, struct arena *arena)
{
	const struct directory *directory = query->directory;
	size_t most = directory->entry_count + directory->facet_count +
		      directory->term_count + count_places(directory) + 1;
	struct hsds_items list = {
		.items = arena_alloc(arena, most * sizeof(struct hsds_item)),
	};

	if (!query->finds_nothing)
		add_all(query, &list, arena);
	return list;
}

/* What the section is in this edition, where its kind has a list. */
static struct hsds_item item_of(const struct directory *directory,
				enum hsds_use use, const struct record *record)
{
	const char *kind = record->kind->name;
	size_t facet = directory_facet(directory, kind);
	struct hsds_item item = { .use = use, .number = TERM_NONE };

	if (use == HSDS_TAXONOMIES && strcmp(kind, "facet") == 0)
		item.number = directory_facet(directory, record->id);
	else if (use == HSDS_TERMS && facet < directory->facet_count)
		item.number = directory_term(directory, facet, record->id);
	else if ((use & (HSDS_SERVICES | HSDS_ORGANIZATIONS)) &&
		 strcmp(kind, "entry") == 0)
		item.entry = directory_entry(directory, record->id);
	return item;
}

static bool fits(const struct hsds_query *query, const struct hsds_item *item)
{
	if (item->entry != NULL)
		return is_of_use(query->use, item->entry);
	if (query->use == HSDS_TAXONOMIES)
		return item->number < query->directory->facet_count &&
		       fits_taxonomy(query, item->number);
	return query->use == HSDS_TERMS &&
	       item->number < query->directory->term_count &&
	       fits_term(query, item->number);
}

/* Whether it is in the list and called so there; what a section is called
 * itself, a part of it is not. */
static bool is_it(const struct hsds_query *all, const char *part,
		  const char *uuid, struct hsds_item *item)
{
	const struct directory *directory = all->directory;
	const struct record *record =
		uuid_find(directory->collection, part, uuid);
	char text[UUID_TEXT];

	if (record == NULL)
		return false;
	*item = item_of(directory, all->use, record);
	if (!fits(all, item))
		return false;
	hsds_identify(directory, item, text);
	return strcmp(text, uuid) == 0;
}

/* Names of places are made of what may be known of them here, so no index of
 * the collection has them. */
static bool is_place(const struct directory *directory,
		     const struct place_index *places, const char *uuid,
		     struct hsds_item *item)
{
	size_t entry, place;

	if (places == NULL || !place_index_find(places, uuid, &entry, &place))
		return false;
	*item = (struct hsds_item){ HSDS_PLACES, directory->entries[entry],
				    place };
	return is_of_use(HSDS_PLACES, item->entry);
}

bool hsds_find_one(const struct directory *directory,
		   const struct place_index *places, enum hsds_use use,
		   const char *uuid, struct hsds_item *item)
{
	struct arena *arena = arena_new();
	const struct hsds_query *all =
		hsds_query_parse(directory, use, "", arena);
	bool is_found = use == HSDS_PLACES ?
				is_place(directory, places, uuid, item) :
				is_it(all, "", uuid, item) ||
					is_it(all, UUID_SERVICE, uuid, item);

	arena_free(arena);
	return is_found;
}
