/* The page of an entry, and the page of all lines. */
#include <stdio.h>
#include <string.h>

#include "check/lint.h"
#include "document/document.h"
#include "document/jsonld.h"
#include "page/deferred.h"
#include "page/parts.h"
#include "site/staleness.h"
#include "text/url.h"

#define LINK_BYTES ((size_t)4096)
#define TEXT_BYTES ((size_t)64 * 1024)
#define PATH_ROOM  64 /* an id has at most 48 bytes */

/* From the top down to what stands directly above. */
static json_t *path_of(const struct edition *edition, const struct entry *entry)
{
	json_t *path = json_array();

	for (entry = entry->above; entry != NULL; entry = entry->above)
		json_array_insert_new(path, 0,
				      document_reference(edition, entry));
	return path;
}

static json_t *below_of(const struct edition *edition,
			const struct entry *entry)
{
	json_t *list = json_array();

	for (entry = entry->below; entry != NULL; entry = entry->beside)
		json_array_append_new(list, document_reference(edition, entry));
	return list;
}

/* The facets of an entry under the facets' names, in their order. The note of
 * one gets a name of its own, or a term without a note would show it. */
static json_t *facets_of(const struct edition *edition, const json_t *entry)
{
	const struct directory *directory = edition->directory;
	char name[MEMBERS_NAME];
	json_t *list = json_array();

	for (size_t i = 0; i < directory->facet_count; i++) {
		json_t *terms, *facet;

		members_print(directory->facets[i].id, name);
		terms = json_object_get(entry, name);
		if (json_array_size(terms) == 0)
			continue;
		facet = document_facet(edition, &directory->facets[i]);
		page_set_facet_name(edition, &directory->facets[i], facet);
		page_rename(facet, "note", "about");
		json_object_set(facet, "terms", terms);
		json_array_append_new(list, facet);
	}
	return list;
}

/* Whether a list of the entry's own has something in it. */
static void mark(json_t *entry, const char *name, const char *flag)
{
	if (json_array_size(json_object_get(entry, name)) > 0)
		json_object_set_new(entry, flag, json_true());
}

/* Where a reader can report a mistake in this entry. */
static void set_report(const struct edition *edition, const struct entry *entry,
		       json_t *object)
{
	const char *report = edition->settings->report;
	bool is_mail = strncmp(report, "mailto:", 7) == 0;
	struct buf link = buf_new(LINK_BYTES);

	if (report[0] == '\0')
		return;
	buf_printf(&link, "%s%s", report,
		   strchr(report, '?') != NULL ? "&" : "?");
	buf_puts(&link, is_mail ? "subject=" : "entry=");
	url_encode(&link, entry->id);
	buf_puts(&link, is_mail ? "%20" : "&version=");
	url_encode(&link, edition->data_version);
	json_object_set_new(object, "report", json_string(buf_text(&link)));
	buf_free(&link);
}

/* What is said of a phone that is closed for the time being. */
static json_t *closed_phone(const struct edition *edition,
			    const struct phone *closed)
{
	json_t *phone = page_phone(edition, closed);

	page_set_status(edition, phone);
	return phone;
}

/* Whether one of the values before `value` names the phone too, by an id that
 * it had before. */
static bool is_named_before(const struct directory *directory,
			    const struct value *first,
			    const struct value *value,
			    const struct phone *phone)
{
	while (first != value &&
	       directory_closed(directory, first->text) != phone)
		first = first->next;
	return first != value;
}

/* Those of the phones that are closed and for everybody, for the template that
 * shows no number. For json_decref(). */
static json_t *closed_of(const struct edition *edition,
			 const struct value *first)
{
	json_t *list = json_array();

	for (const struct value *value = first; value; value = value->next) {
		const struct phone *closed =
			directory_closed(edition->directory, value->text);

		if (closed != NULL && closed->term_count == 0 &&
		    !is_named_before(edition->directory, first, value, closed))
			json_array_append_new(list,
					      closed_phone(edition, closed));
	}
	return list;
}

/* Whoever opens an entry chose no audience, so a number for one alone is not
 * repeated there. */
static void set_through(const struct edition *edition,
			const struct entry *entry, json_t *object)
{
	struct arena *arena = arena_new();
	const struct query *nothing =
		query_parse(edition->directory, "", arena);
	json_t *through = page_through(edition, entry, nothing);

	if (through != NULL)
		json_object_set_new(object, "through", through);
	arena_free(arena);
}

/* Whoever gets the text sees how old it is. */
static void print_day(const struct edition *edition, struct buf *out)
{
	json_t *today = json_pack("{ss}", "date", edition->today);

	page_set_date(edition, today);
	if (edition->today[0] != '\0')
		buf_printf(
			out, "\n%s %s\n", edition_word(edition, "handout_date"),
			json_string_value(json_object_get(today, "in_words")));
	json_decref(today);
}

/* What those inside send to somebody outside is what everybody may see. */
static void set_copy(const struct edition *edition, const struct entry *entry,
		     json_t *object)
{
	const char *tag = edition->is_asked_for ? edition->locale->tag : NULL;
	const struct edition *open = edition_in(edition->open, tag);
	const struct entry *seen = directory_entry(open->directory, entry->id);
	struct arena *arena = arena_new();
	struct buf out = buf_new(TEXT_BYTES);

	if (edition->is_internal && seen != NULL) {
		page_print_text(open, query_parse(open->directory, "", arena),
				seen, &out);
		print_day(open, &out);
		json_object_set_new(object, "copy_text",
				    json_string(buf_text(&out)));
	}
	buf_free(&out);
	arena_free(arena);
}

static void set_printed(const struct edition *edition, const char *path,
			json_t *page)
{
	json_t *address = document_address(edition, path);

	page_set_printed(edition, json_string_value(address), page);
	json_decref(address);
}

/* What a page has as well, with the same in it: so a template finds nothing
 * around the entry that is not the same around each. */
static void set_around(const struct edition *edition, const struct entry *entry,
		       const char *path, json_t *object)
{
	json_object_set_new(
		object, "closed_phones",
		closed_of(edition, entry->record->values[ENTRY_PHONE]));
	set_printed(edition, path, object);
}

json_t *page_entry_told(const struct edition *edition,
			const struct query *query, const struct entry *entry)
{
	json_t *object = document_entry_with(edition, entry, NULL, page_phone);
	char path[PATH_ROOM];

	page_set_runs(edition, json_object_get(object, "phone"));
	set_through(edition, entry, object);
	json_object_set_new(object, "path", path_of(edition, entry));
	json_object_set_new(object, "below", below_of(edition, entry));
	json_object_set_new(object, "facets", facets_of(edition, object));
	mark(object, "below", "has_below");
	mark(object, "path", "has_path");
	json_object_set_new(object, "locations",
			    page_locations(edition, entry, false));
	mark(object, "locations", "has_locations");
	mark(object, "fact", "has_facts");
	mark(object, "internal_note", "has_internal_notes");
	page_rename(object, "note", "notes");
	json_object_set_new(object, "details", page_details(edition, object));
	mark(object, "details", "has_details");
	page_set_status(edition, object);
	page_set_alert(edition, object);
	page_set_contacts(edition, object);
	page_set_inside(edition, query, entry, object);
	set_copy(edition, entry, object);
	page_set_date(edition, json_object_get(object, "checked"));
	set_report(edition, entry, object);
	document_flag(object, "has_no_contact",
		      !entry_has_contact(entry) &&
			      entry_through(entry) == NULL);
	snprintf(path, sizeof(path), "/e/%s", entry->id);
	set_around(edition, entry, path, object);
	return object;
}

/* The entry and what search engines are told of it, which is made of the same:
 * what is still to be said to them is no reason to make it twice. */
static void set_entry(const struct edition *edition, const struct query *query,
		      const struct entry *entry, bool is_fragment, json_t *page)
{
	bool is_deferred = page_is_deferred(edition, query);
	json_t *schema = NULL, *object;

	if (is_deferred &&
	    (is_fragment || page_find_schema(edition, entry, &schema))) {
		object = page_deferred(PAGE_ENTRY, 0);
	} else {
		object = page_entry_told(edition, query, entry);
		if (!is_fragment)
			schema = jsonld_entry(edition, object);
		if (!is_fragment && is_deferred)
			page_keep_schema(edition, entry, schema);
	}
	page_set_schema(edition, schema, page);
	json_object_set_new(page, "entry", object);
}

json_t *page_entry(const struct edition *edition, const struct query *query,
		   const struct entry *entry, bool is_fragment)
{
	json_t *page = page_new(edition, query, is_fragment);
	char path[PATH_ROOM];

	snprintf(path, sizeof(path), "/e/%s", entry->id);
	if (!is_fragment)
		page_set_canonical(edition, path, page);
	json_object_set_new(page, "is_entry", json_true());
	json_object_set_new(page, "is_compact", json_true());
	set_entry(edition, query, entry, is_fragment, page);
	set_around(edition, entry, path, page);
	page_set_languages(edition, query, path, page);
	return page;
}

static bool stands_in(const struct phone *const *phones, size_t count,
		      const struct phone *phone)
{
	for (size_t i = 0; i < count; i++)
		if (phones[i] == phone)
			return true;
	return false;
}

/* Adds those of the phones that are confirmed, for everybody and in neither
 * list, without the mark of a stale date: a list says that once, above. */
static void add_others(const struct edition *edition,
		       const struct phone *const *phones, size_t count,
		       json_t *list)
{
	const struct directory *directory = edition->directory;

	for (size_t i = 0; i < count; i++) {
		const struct phone *phone = phones[i];
		json_t *line;

		if (phone->term_count > 0 ||
		    record_value(phone->record, PHONE_VERIFIED) == NULL ||
		    stands_in(directory->crisis, directory->crisis_count,
			      phone) ||
		    stands_in(directory->lines, directory->line_count, phone))
			continue;
		line = page_phone(edition, phone);
		json_object_del(json_object_get(line, "verified"), "is_stale");
		json_array_append_new(list, line);
	}
}

/* Those of an entry and of its places. */
static json_t *others_of(const struct edition *edition,
			 const struct entry *entry)
{
	json_t *list = json_array();

	add_others(edition, entry->phones, entry->phone_count, list);
	for (size_t i = 0; i < entry->location_count; i++)
		add_others(edition, entry->locations[i]->phones,
			   entry->locations[i]->phone_count, list);
	return list;
}

static json_t *entry_lines(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	json_t *list = json_array();

	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];
		json_t *phones = others_of(edition, entry);
		json_t *one;

		if (json_array_size(phones) == 0) {
			json_decref(phones);
			continue;
		}
		page_set_runs(edition, phones);
		one = document_reference(edition, entry);
		json_object_set_new(one, "phones", phones);
		json_array_append_new(list, one);
	}
	return list;
}

/* Whether more than half of the confirmed lines were seen at their sources long
 * ago. */
static bool are_mostly_stale(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	size_t confirmed = 0, stale = 0;

	for (size_t i = 0; i < directory->phone_count; i++) {
		const struct phone *phone = directory->phones[i];

		confirmed +=
			record_value(phone->record, PHONE_VERIFIED) != NULL;
		stale += staleness_phone_is_past(edition, phone);
	}
	return stale * 2 > confirmed;
}

json_t *page_lines(const struct edition *edition, const struct query *query)
{
	const struct directory *directory = edition->directory;
	json_t *page = page_new(edition, query, false);

	page_set_canonical(edition, "/phones", page);
	json_object_set_new(page, "is_lines", json_true());
	json_object_set_new(page, "is_compact", json_true());
	document_flag(page, "is_stale_list", are_mostly_stale(edition));
	json_object_set_new(page, "crisis_lines",
			    page_groups(edition, query, directory->crisis,
					directory->crisis_count));
	json_object_set_new(page, "national_lines",
			    page_groups(edition, query, directory->lines,
					directory->line_count));
	json_object_set_new(
		page, "crisis_closed",
		closed_of(edition, directory->about->values[DIRECTORY_CRISIS]));
	json_object_set_new(
		page, "national_closed",
		closed_of(edition, directory->about->values[DIRECTORY_LINES]));
	json_object_set_new(page, "entry_lines", entry_lines(edition));
	mark(page, "national_lines", "has_national_lines");
	mark(page, "national_closed", "has_national_lines");
	mark(page, "entry_lines", "has_entry_lines");
	page_set_languages(edition, query, "/phones", page);
	set_printed(edition, "/phones", page);
	return page;
}
