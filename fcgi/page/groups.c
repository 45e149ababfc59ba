/* The entries of a list, in groups. */
#include <string.h>

#include "document/document.h"
#include "page/deferred.h"
#include "page/parts.h"
#include "search/need.h"
#include "search/partial.h"

/* What entries stand under that are in no department's group: the id of the
 * group, and its name in words of the interface. */
struct heading {
	const char *id, *name;
	bool is_former;
};

static const struct heading by_words = { "by-words", "by_words", false };
static const struct heading some_words = { "some-words", "some_words", false };
static const struct heading by_themselves = { "others", "others_here", false };
static const struct heading by_name = { "by-name", "by_name", false };

/* In the order `need`; NULL: as the wish else has it. */
static const struct heading by_need[NEED_COUNT] = {
	[NEED_HELP] = { "by-need", "by_need", false },
	[NEED_REPORT] = { "to-report", "to_report", false },
	[NEED_CLOSED] = { "closed", "closed_programs", false },
	[NEED_FORMER] = { "former", "former_programs", true },
};

static const struct entry *root_of(const struct entry *entry)
{
	while (entry->above != NULL)
		entry = entry->above;
	return entry;
}

/* What an entry stands under; NULL: under its department. */
static const struct heading *heading_of(const struct query *query,
					const struct entry *entry)
{
	enum need need = NEED_REST;

	if (query->sort == QUERY_SORT_NAME)
		return &by_name;
	if (query->sort == QUERY_SORT_NEED)
		need = need_of(query, entry);
	if (page_is_searched(query) && need <= NEED_REST)
		return &by_words;
	if (by_need[need].id != NULL)
		return &by_need[need];
	return root_of(entry)->is_department ? NULL : &by_themselves;
}

/* Repeats how that is reached through which an entry is. */
static void set_through(const struct edition *edition,
			const struct query *query, const struct entry *entry,
			json_t *card)
{
	json_t *through = page_through(edition, entry, query);

	if (through == NULL)
		return;
	page_set_beside(json_object_get(through, "phone"));
	json_object_set_new(card, "through", through);
}

static bool says_above(const struct entry *entry, bool has_root)
{
	return entry->above != NULL &&
	       (!has_root || entry->above->above != NULL);
}

/* A card of the list: the entry, and under what it stands, unless that is the
 * heading above it. */
static json_t *card_of(const struct edition *edition, const struct query *query,
		       const struct entry *entry, bool has_root)
{
	json_t *card = document_entry_with(edition, entry, query, page_phone);

	page_set_general_hours(edition, card, json_object_get(card, "phone"));
	page_set_runs(edition, json_object_get(card, "phone"));
	page_set_beside(json_object_get(card, "phone"));
	page_set_status(edition, card);
	page_set_alert(edition, card);
	set_through(edition, query, entry, card);
	page_set_inside(edition, query, entry, card);
	page_set_where(entry, card);
	page_mark_card(query, card);
	if (page_is_searched(query))
		page_set_found_in(edition, query, entry, card);
	if (says_above(entry, has_root))
		json_object_set_new(card, "part_of",
				    document_reference(edition, entry->above));
	return card;
}

bool page_says_above(const struct query *query, const struct entry *entry)
{
	return says_above(entry, heading_of(query, entry) == NULL);
}

json_t *page_card(const struct edition *edition, const struct query *query,
		  const struct entry *entry)
{
	return card_of(edition, query, entry, heading_of(query, entry) == NULL);
}

static bool is_among(const struct query *query, const struct results *results,
		     const struct entry *entry)
{
	return facet_search_found(results, entry) &&
	       heading_of(query, entry) == NULL;
}

static json_t *group_under(const struct edition *edition,
			   const struct query *query,
			   const struct heading *heading)
{
	json_t *group = json_pack(
		"{ss sO? so s[]}", "id", heading->id, "name",
		json_object_get(edition->locale->marked, heading->name), "page",
		page_link(edition, query, NULL), "cards");

	document_flag(group, "is_words", true);
	document_flag(group, "is_former", heading->is_former);
	return group;
}

/* A root that does not stand here itself is a heading and no more. */
static json_t *group_below(const struct edition *edition,
			   const struct query *query,
			   const struct results *results,
			   const struct entry *root)
{
	json_t *group = document_reference(edition, root);

	json_object_set_new(group, "cards", json_array());
	document_flag(group, "is_context", !is_among(query, results, root));
	return group;
}

json_t *page_entries(const struct edition *edition, const struct query *query,
		     const struct results *results)
{
	size_t from = (size_t)((query->page - 1) * query->per_page);
	size_t to = from + (size_t)query->per_page;
	const void *before = NULL;
	json_t *groups = json_array(), *group = NULL;
	bool is_deferred = page_is_deferred(edition, query);

	for (size_t i = from; i < to && i < results->count; i++) {
		const struct entry *entry = results->entries[i];
		const struct heading *heading = heading_of(query, entry);
		const struct entry *root = root_of(entry);
		const void *here = heading;
		json_t *card = is_deferred ? page_deferred(PAGE_CARD, i) :
					     card_of(edition, query, entry,
						     heading == NULL);

		if (heading == NULL)
			here = root;
		if (here != before) {
			group = heading != NULL ?
					group_under(edition, query, heading) :
					group_below(edition, query, results,
						    root);
			json_array_append_new(groups, group);
		}
		before = here;
		if (heading == NULL && entry == root)
			json_object_set_new(group, "self", card);
		else
			json_array_append_new(json_object_get(group, "cards"),
					      card);
	}
	return groups;
}

json_t *page_some_words(const struct edition *edition,
			const struct query *query)
{
	const struct partial *partial = partial_find(query);
	json_t *groups = json_array(), *group, *cards;

	if (partial == NULL || partial->count == 0)
		return groups;
	group = group_under(edition, query, &some_words);
	cards = json_object_get(group, "cards");
	for (size_t i = 0; i < partial->count; i++)
		json_array_append_new(cards,
				      card_of(edition, partial->query,
					      partial->entries[i], false));
	json_array_append_new(groups, group);
	return groups;
}

/* The orders to choose from, in which they are offered. */
static const struct {
	enum query_sort sort;
	const char *name;
} orders[] = {
	{ QUERY_SORT_NEED, "sort_need" },
	{ QUERY_SORT_DIRECTORY, "sort_directory" },
	{ QUERY_SORT_NAME, "sort_name" },
};

void page_set_orders(const struct edition *edition, const struct query *query,
		     json_t *page)
{
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		struct query there = *query;
		json_t *order;

		there.sort = orders[i].sort;
		order = json_pack("{so sb}", "href",
				  page_link(edition, &there, NULL),
				  "is_current", query->sort == there.sort);
		json_object_set(order, "name",
				json_object_get(edition->locale->marked,
						orders[i].name));
		json_array_append_new(list, order);
	}
	json_object_set_new(page, "orders", list);
}
