/* The page for those who keep the directory: what was refused, what changed,
 * which facts need checking. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "page/parts.h"
#include "site/staleness.h"
#include "text/date.h"

#define REVIEW	     "/review"
#define PATH_ROOM    32
#define FILTER_LEVEL 3 /* below that of the facts */
#define YEAR_DAYS    365

/* A date that somebody should look at again. */
struct fact {
	const char *order;	   /* what it is sorted by: the older first */
	const struct entry *entry; /* one of the two */
	const struct phone *phone;
};

static const struct record *record_of(const struct fact *fact)
{
	return fact->entry != NULL ? fact->entry->record : fact->phone->record;
}

/* When somebody saw it, or NULL. */
static const struct value *date_of(const struct fact *fact)
{
	size_t row = PHONE_VERIFIED;

	if (fact->entry != NULL)
		row = ENTRY_CHECKED;
	return record_value(record_of(fact), row);
}

/* Which facts a part of the page has. */
typedef bool part_has(const struct edition *edition, const struct fact *fact);

static bool is_of_phone(const struct edition *edition, const struct fact *fact)
{
	(void)edition;
	return fact->phone != NULL;
}

static bool is_of_entry(const struct edition *edition, const struct fact *fact)
{
	(void)edition;
	return fact->entry != NULL;
}

static bool is_never_checked(const struct edition *edition,
			     const struct fact *fact)
{
	(void)edition;
	return date_of(fact) == NULL;
}

static bool is_old(const struct edition *edition, const struct fact *fact)
{
	const struct value *date = date_of(fact);

	return date != NULL && !field_is_undated(date->text) &&
	       date_days(date->text, edition->today) > YEAR_DAYS;
}

/* The parts, each with an address below that of the page. */
static const struct part {
	const char *id, *name;
	part_has *has; /* NULL: all */
} parts[] = {
	{ "", "review_all", NULL },
	{ "phones", "review_phones", is_of_phone },
	{ "entries", "review_entries", is_of_entry },
	{ "never", "review_never", is_never_checked },
	{ "old", "review_old", is_old },
};

static const struct part *part_of(const char *id)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strcmp(parts[i].id, id) == 0)
			return &parts[i];
	return NULL;
}

bool page_has_review(const char *part)
{
	return part_of(part) != NULL;
}

struct facts {
	const struct edition *edition;
	const struct part *part;
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
	if (facts->part->has != NULL &&
	    !facts->part->has(facts->edition, &fact))
		return;
	/* What has no date at all comes before one that says nothing. */
	if (date != NULL)
		fact.order = field_is_undated(date) ? "0" : date;
	else
		fact.order = "";
	facts->items[facts->count++] = fact;
}

/* Numbers first: a wrong one does the most harm. */
static int by_age(const void *left, const void *right)
{
	const struct fact *a = left, *b = right;
	int order = strcmp(a->order, b->order);

	if ((a->entry != NULL) != (b->entry != NULL))
		return a->entry != NULL ? 1 : -1;
	if (order != 0)
		return order;
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
			       const struct part *part, struct arena *arena)
{
	const struct directory *directory = edition->directory;
	const bool *used = used_phones(directory, results, arena);
	size_t most = results->count + directory->phone_count + 1;
	struct facts facts = {
		.edition = edition,
		.part = part,
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

/* How many days ago a date was, as words; for one that says no day, none. */
static json_t *age_of(const struct edition *edition, const char *date)
{
	if (date == NULL || field_is_undated(date) || edition->today[0] == '\0')
		return NULL;
	return json_sprintf("%ld", date_days(date, edition->today));
}

static json_t *seen_of(const struct edition *edition, const struct value *date)
{
	json_t *seen =
		json_pack("{ss ss?}", "date", date->text, "source", date->note);
	json_t *age = age_of(edition, date->text);

	json_object_set_new(seen, "age", age != NULL ? age : json_false());
	return seen;
}

/* A row of the table. `is_entry` says which of the two it is; neither has what
 * the other has. */
static json_t *fact_of(const struct edition *edition, const struct fact *fact)
{
	const struct record *record = record_of(fact);
	const struct value *date = date_of(fact);
	json_t *object = fact->entry != NULL ?
				 document_reference(edition, fact->entry) :
				 page_phone(edition, fact->phone);

	document_flag(object, "is_entry", fact->entry != NULL);
	json_object_set_new(object, "where",
			    json_sprintf("%s:%d", record->file, record->line));
	if (date != NULL)
		json_object_set_new(object, "seen", seen_of(edition, date));
	else
		json_object_set_new(object, "seen", json_false());
	return object;
}

/* The address of a part, below the base. */
static const char *path_of(const struct part *part, char path[PATH_ROOM])
{
	snprintf(path, PATH_ROOM, REVIEW "%s%s", part->id[0] != '\0' ? "/" : "",
		 part->id);
	return path;
}

static json_t *parts_of(const struct edition *edition,
			const struct query *query, const struct part *here)
{
	json_t *list = json_array();
	char path[PATH_ROOM];

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		json_t *one = json_pack(
			"{so sb}", "href",
			page_link_under(edition, query,
					path_of(&parts[i], path), NULL),
			"is_current", &parts[i] == here);

		json_object_set(one, "name",
				json_object_get(edition->locale->marked,
						parts[i].name));
		json_array_append_new(list, one);
	}
	return list;
}

static json_t *chosen_of(const struct edition *edition,
			 const struct query *query, const char *path)
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
					page_link_under(edition, query, path,
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
			const struct results *results, const char *path,
			json_t *page)
{
	json_object_set_new(page, "facets",
			    page_facets(edition, query, results));
	page_set_panel(edition, query, results, page);
	json_object_set_new(
		page, "form",
		json_pack("{so s[]}", "action",
			  json_sprintf("%s%s", edition->settings->base, path),
			  "hidden"));
	json_object_set_new(page, "chosen", chosen_of(edition, query, path));
	document_flag(page, "is_filtered", query->chosen_count > 0);
	json_object_set_new(
		page, "clear",
		page_link_under(edition, query, path, &query_cleared));
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
		     size_t count, const char *path, json_t *page)
{
	struct query_change change = { .without = TERM_NONE,
				       .page = query->page + 1 };

	if ((size_t)(query->page * query->per_page) < count)
		json_object_set_new(
			page, "next",
			page_link_under(edition, query, path, &change));
}

json_t *page_review(const struct edition *edition, const struct query *query,
		    const char *part, const struct reload_report_sheet *reports)
{
	json_t *page = page_new(edition, query, false);
	struct arena *arena = arena_new();
	const struct results *results = facet_search(query);
	const struct part *here = part_of(part);
	struct facts facts = find_facts(edition, query, results, here, arena);
	char path[PATH_ROOM];

	path_of(here, path);
	json_object_set_new(page, "is_review", json_true());
	json_object_set_new(page, "is_compact", json_true());
	json_object_set_new(json_object_get(page, "level"), "part",
			    json_integer(FILTER_LEVEL));
	set_reports(reports, page);
	json_object_set_new(page, "checked_links", page_links_found(edition));
	page_set_ended_alerts(edition, page);
	set_filters(edition, query, results, path, page);
	json_object_set_new(page, "parts", parts_of(edition, query, here));
	json_object_set_new(page, "total",
			    json_integer((json_int_t)facts.count));
	json_object_set_new(page, "needed", page_of_facts(&facts, query));
	set_next(edition, query, facts.count, path, page);
	arena_free(arena);
	return page;
}
