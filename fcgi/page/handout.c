/* Entries to be handed over, on paper or as a text. */
#include <string.h>

#include "document/document.h"
#include "document/phone-words.h"
#include "page/parts.h"
#include "search/need.h"

#define HANDOUT "/handout"

/* The wish with one more chosen entry, or without one. */
static const struct query *with_entries(const struct query *query,
					const struct query_entries *entries,
					struct query *copy)
{
	*copy = *query;
	copy->entries = (struct query_entries *)entries;
	return copy;
}

static bool is_chosen(const struct query *query, const struct entry *entry)
{
	for (size_t i = 0; query->entries && i < query->entries->count; i++)
		if (query->entries->items[i] == entry)
			return true;
	return false;
}

static json_t *link_with(const struct edition *edition,
			 const struct query *query, const struct entry *entry)
{
	static const struct query_entries none;
	struct query_entries entries =
		query->entries != NULL ? *query->entries : none;
	struct query there;

	if (!edition_has_handout(edition) || is_chosen(query, entry) ||
	    entries.count == QUERY_ENTRIES_MOST ||
	    directory_entry(edition->open->directory, entry->id) == NULL)
		return NULL;
	entries.items[entries.count++] = entry;
	return page_link_under(edition, with_entries(query, &entries, &there),
			       HANDOUT, NULL);
}

void page_set_inside(const struct edition *edition, const struct query *query,
		     const struct entry *entry, json_t *object)
{
	json_t *link = link_with(edition, query, entry);

	if (link != NULL)
		json_object_set_new(object, "handout", link);
	document_flag(object, "is_inside_alone",
		      document_is_inside_alone(edition, entry));
}

static json_t *link_without(const struct edition *edition,
			    const struct query *query,
			    const struct entry *entry)
{
	struct query_entries entries = { .count = 0 };
	struct query there;

	for (size_t i = 0; i < query->entries->count; i++)
		if (query->entries->items[i] != entry)
			entries.items[entries.count++] =
				query->entries->items[i];
	return page_link_under(edition, with_entries(query, &entries, &there),
			       HANDOUT, NULL);
}

/* What is chosen, each with the way to leave it out. */
static json_t *chosen_of(const struct edition *edition,
			 const struct query *query)
{
	json_t *list = json_array();

	for (size_t i = 0; query->entries && i < query->entries->count; i++) {
		const struct entry *entry = query->entries->items[i];
		json_t *one = document_reference(edition, entry);

		json_object_set_new(one, "href",
				    link_without(edition, query, entry));
		json_array_append_new(list, one);
	}
	return list;
}

/* One entry of the sheet, with the numbers that the reader may see. */
static json_t *entry_of(const struct edition *edition,
			const struct query *query, const struct entry *entry)
{
	json_t *object = document_entry_with(edition, entry, query, page_phone);
	json_t *through = page_through(edition, entry, query);

	if (through != NULL)
		json_object_set_new(object, "through", through);
	json_object_set_new(
		object, "phones",
		page_groups(edition, query, entry->phones, entry->phone_count));
	document_flag(
		object, "has_numbers",
		json_array_size(json_object_get(object, "phones")) > 0 ||
			json_array_size(json_object_get(through, "phone")) > 0);
	page_set_status(edition, object);
	page_set_alert(edition, object);
	json_object_set_new(object, "locations",
			    page_locations(edition, entry, true));
	return object;
}

/* The sheet in the language of an edition, as it stands beside another. */
static json_t *sheet_of(const struct edition *edition,
			const struct query *query)
{
	const struct directory *directory = edition->directory;
	json_t *entries = json_array(), *sheet, *today;

	for (size_t i = 0; query->entries && i < query->entries->count; i++)
		json_array_append_new(
			entries,
			entry_of(edition, query, query->entries->items[i]));
	today = json_pack("{ss}", "date", edition->today);
	page_set_date(edition, today);
	sheet = json_pack("{ss ss so so so}", "lang", edition->locale->tag,
			  "dir", edition->locale->direction, "today", today,
			  "entries", entries, "crisis",
			  page_groups(edition, query, directory->crisis,
				      directory->crisis_count));
	json_object_set(sheet, "words", edition->locale->marked);
	json_object_set_new(sheet, "original",
			    edition_is_translated(edition) ?
				    json_pack("{ss ss}", "lang",
					      edition->original->tag, "dir",
					      edition->original->direction) :
				    json_false());
	return sheet;
}

/* The language that stands beside another: the directory's own, or beside that
 * the next. NULL where there is one alone. */
static const struct edition *beside_of(const struct edition *edition)
{
	for (size_t i = 0; i < edition->count; i++)
		if (edition->all[i].locale != edition->locale &&
		    edition->all[i].is_asked_for && edition->all[i].is_offered)
			return &edition->all[i];
	return NULL;
}

static json_t *sheets_of(const struct edition *edition,
			 const struct query *query, bool is_both)
{
	const struct edition *beside = beside_of(edition);
	json_t *sheets = json_array();

	json_array_append_new(sheets, sheet_of(edition, query));
	if (is_both && beside != NULL)
		json_array_append_new(sheets, sheet_of(beside, query));
	return sheets;
}

/* The same sheet in each language. */
static json_t *languages_of(const struct edition *edition,
			    const struct query *query)
{
	struct arena *arena = arena_new();
	json_t *list = json_array();

	for (size_t i = 1; i < edition->count; i++) {
		const struct locale *locale = edition->all[i].locale;
		const struct query *there =
			query_in_language(query, locale->tag, true, arena);

		if (!edition->all[i].is_offered && locale != edition->locale)
			continue;
		json_array_append_new(
			list,
			json_pack(
				"{ss ss ss so sb}", "lang", locale->tag, "dir",
				locale->direction, "name", locale->name, "href",
				page_link_under(edition, there, HANDOUT, NULL),
				"is_current", locale == edition->locale));
	}
	arena_free(arena);
	return list;
}

/* The forms of the sheet, by the name of the member. */
static const struct {
	const char *name, *path;
} forms[] = {
	{ "as_page", HANDOUT },
	{ "as_both", HANDOUT "/both" },
	{ "as_card", HANDOUT "/card" },
	{ "as_text", HANDOUT ".txt" },
};

/* What was asked for and is not on the sheet. */
static void set_refused(const struct query *query,
			const struct page_handout *handout, json_t *page)
{
	const struct query_entries *asked = handout->asked->entries;
	size_t given = query->entries != NULL ? query->entries->count : 0;

	document_flag(page, "is_refused",
		      asked != NULL && asked->count > given);
	document_flag(page, "has_more", asked != NULL && asked->has_more);
	document_flag(page, "is_none", given == 0);
	document_flag(page, "is_inside", handout->asker->is_internal);
	document_flag(page, "is_internal", handout->asker->is_internal);
}

json_t *page_handout(const struct edition *edition, const struct query *query,
		     const struct page_handout *handout)
{
	json_t *page = page_new(edition, query, false);

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		json_object_set_new(
			page, forms[i].name,
			page_link_under(edition, query, forms[i].path, NULL));
	document_flag(page, "has_beside", beside_of(edition) != NULL);
	document_flag(page, "is_card", handout->is_card);
	document_flag(page, "is_both", handout->is_both);
	json_object_set_new(page, "sheets",
			    sheets_of(edition, query, handout->is_both));
	json_object_set_new(page, "chosen", chosen_of(edition, query));
	json_object_set_new(page, "languages", languages_of(edition, query));
	json_object_set_new(page, "add", page_link(edition, query, NULL));
	set_refused(query, handout, page);
	return page;
}

static const char *member(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void print_phones(const struct edition *edition, const json_t *phones,
			 struct buf *out)
{
	const json_t *phone;
	size_t i;

	json_array_foreach(phones, i, phone)
	{
		const char *seen =
			member(json_object_get(phone, "verified"), "date");

		phone_words_print(edition, phone, " ", out);
		buf_puts(out, "\n");
		if (seen != NULL && !field_is_undated(seen))
			buf_printf(out, "%s %s\n",
				   edition_word(edition, "verified"), seen);
	}
}

static void print_links(const json_t *links, struct buf *out)
{
	const json_t *link;
	size_t i;

	json_array_foreach(links, i, link)
		buf_printf(out, "%s\n", member(link, "href"));
}

void page_print_text(const struct edition *edition, const struct query *query,
		     const struct entry *entry, struct buf *out)
{
	json_t *object = document_entry(edition, entry, query);
	json_t *through =
		document_through(edition, entry, query, document_phone);
	const char *alert;

	buf_printf(out, "%s\n", member(object, "name"));
	if (member(object, "gloss") != NULL)
		buf_printf(out, "(%s)\n", member(object, "gloss"));
	alert = member(json_object_get(object, "alert"), "text");
	if (alert != NULL)
		buf_printf(out, "%s %s\n", edition_word(edition, "alert"),
			   alert);
	page_set_status(edition, object);
	if (member(object, "status_words") != NULL)
		buf_printf(out, "%s\n", member(object, "status_words"));
	print_phones(edition, json_object_get(object, "phone"), out);
	print_links(json_object_get(object, "link"), out);
	if (through != NULL)
		buf_printf(out, "%s %s\n", edition_word(edition, "through"),
			   member(through, "name"));
	print_phones(edition, json_object_get(through, "phone"), out);
	print_links(json_object_get(through, "link"), out);
	json_decref(object);
	json_decref(through);
}
