/* The page for those who keep the directory: what was refused, what changed,
 * which facts need checking. */
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "page/parts.h"
#include "site/staleness.h"

#define REVIEW "/review"

/* A date that somebody should look at again. */
struct fact {
	const char *order;	   /* what it is sorted by: the older first */
	const struct entry *entry; /* one of the two */
	const struct phone *phone;
};

struct facts {
	const struct edition *edition;
	struct fact *items;
	size_t count;
};

static void add(struct facts *facts, const struct record *record, size_t row,
		struct fact fact)
{
	const char *date = record_text(record, row);

	if (date != NULL && !field_is_undated(date) &&
	    !staleness_is_past(facts->edition, date))
		return;
	/* What has no date at all comes before one that says nothing. */
	if (date != NULL)
		fact.order = field_is_undated(date) ? "0" : date;
	else
		fact.order = "";
	facts->items[facts->count++] = fact;
}

static int by_age(const void *left, const void *right)
{
	const struct fact *a = left, *b = right;
	int order = strcmp(a->order, b->order);

	if (order != 0)
		return order;
	if ((a->entry != NULL) != (b->entry != NULL))
		return a->entry != NULL ? -1 : 1;
	return a->entry != NULL ? strcmp(a->entry->id, b->entry->id) :
				  strcmp(a->phone->id, b->phone->id);
}

/* By its place, whether a phone is one of these entries'. */
static const bool *used_phones(const struct directory *directory,
			       const struct results *results,
			       struct arena *arena)
{
	bool *used = arena_alloc(arena, directory->phone_count + 1);

	for (size_t i = 0; i < results->count; i++) {
		const struct entry *entry = results->entries[i];

		for (size_t j = 0; j < entry->phone_count; j++)
			used[directory_phone_place(
				directory, entry->phones[j]->id)] = true;
	}
	return used;
}

/* Of the entries that fit the wish and of their phones; without filters, of
 * every phone. */
static struct facts find_facts(const struct edition *edition,
			       const struct query *query,
			       const struct results *results,
			       struct arena *arena)
{
	const struct directory *directory = edition->directory;
	const bool *used = used_phones(directory, results, arena);
	size_t most = results->count + directory->phone_count + 1;
	struct facts facts = {
		.edition = edition,
		.items = arena_alloc(arena, most * sizeof(struct fact)),
	};

	for (size_t i = 0; i < results->count; i++)
		add(&facts, results->entries[i]->record, ENTRY_CHECKED,
		    (struct fact){ .entry = results->entries[i] });
	for (size_t i = 0; i < directory->phone_count; i++)
		if (query->chosen_count == 0 || used[i])
			add(&facts, directory->phones[i]->record,
			    PHONE_VERIFIED,
			    (struct fact){ .phone = directory->phones[i] });
	qsort(facts.items, facts.count, sizeof(*facts.items), by_age);
	return facts;
}

/* `is_entry` or `is_phone` says which it is; neither has what the other has. */
static json_t *fact_of(const struct edition *edition, const struct fact *fact)
{
	json_t *object = fact->entry != NULL ?
				 document_reference(edition, fact->entry) :
				 page_phone(edition, fact->phone);
	const struct record *record =
		fact->entry != NULL ? fact->entry->record : fact->phone->record;
	const struct value *date = fact->entry != NULL ?
					   record_value(record, ENTRY_CHECKED) :
					   record_value(record, PHONE_VERIFIED);

	document_flag(object, "is_entry", fact->entry != NULL);
	if (date != NULL)
		json_object_set_new(object, "seen",
				    json_pack("{ss ss?}", "date", date->text,
					      "source", date->note));
	return object;
}

static json_t *chosen_of(const struct edition *edition,
			 const struct query *query)
{
	const struct directory *directory = edition->directory;
	json_t *list = json_array();

	for (size_t i = 0; i < directory->term_count; i++) {
		struct query_change change = { .without = i };

		if (query->chosen[i])
			json_array_append_new(
				list,
				json_pack(
					"{ss so}", "name",
					record_text(directory->terms[i].record,
						    TERM_NAME),
					"href",
					page_link_under(edition, query, REVIEW,
							&change)));
	}
	return list;
}

static json_t *lines_of(const char *text)
{
	json_t *list = json_array();

	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, "\n");

		json_array_append_new(list, json_stringn(text, length));
		text += length + (text[length] == '\n');
	}
	return list;
}

static void set_reports(const struct reload_report_sheet *reports, json_t *page)
{
	json_object_set_new(page, "faults", lines_of(reports->faults));
	document_flag(page, "is_refused", reports->faults != NULL);
	json_object_set_new(page, "kept_on",
			    reports->kept != NULL ? json_string(reports->kept) :
						    json_false());
	json_object_set_new(page, "changes", lines_of(reports->changes));
	json_object_set_new(page, "changed_on",
			    reports->day != NULL ? json_string(reports->day) :
						   json_false());
}

static void set_filters(const struct edition *edition,
			const struct query *query,
			const struct results *results, json_t *page)
{
	json_object_set_new(page, "facets",
			    page_facets(edition, query, results));
	json_object_set_new(
		page, "form",
		json_pack("{so s[]}", "action",
			  json_sprintf("%s/review", edition->settings->base),
			  "hidden"));
	json_object_set_new(page, "chosen", chosen_of(edition, query));
	document_flag(page, "is_filtered", query->chosen_count > 0);
	json_object_set_new(
		page, "clear",
		page_link_under(edition, query, REVIEW, &query_cleared));
}

static json_t *page_of_facts(const struct facts *facts,
			     const struct query *query)
{
	size_t from = (size_t)((query->page - 1) * query->per_page);
	size_t to = from + (size_t)query->per_page;
	json_t *list = json_array();

	for (size_t i = from; i < to && i < facts->count; i++)
		json_array_append_new(
			list, fact_of(facts->edition, &facts->items[i]));
	return list;
}

static void set_next(const struct edition *edition, const struct query *query,
		     size_t count, json_t *page)
{
	struct query_change change = { .without = TERM_NONE,
				       .page = query->page + 1 };

	if ((size_t)(query->page * query->per_page) < count)
		json_object_set_new(
			page, "next",
			page_link_under(edition, query, REVIEW, &change));
}

json_t *page_review(const struct edition *edition, const struct query *query,
		    const struct reload_report_sheet *reports)
{
	json_t *page = page_new(edition, query, false);
	struct arena *arena = arena_new();
	const struct results *results = facet_search(query);
	struct facts facts = find_facts(edition, query, results, arena);

	json_object_set_new(page, "is_review", json_true());
	set_reports(reports, page);
	set_filters(edition, query, results, page);
	json_object_set_new(page, "total",
			    json_integer((json_int_t)facts.count));
	json_object_set_new(page, "needed", page_of_facts(&facts, query));
	set_next(edition, query, facts.count, page);
	arena_free(arena);
	return page;
}
