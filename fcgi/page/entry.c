/* The page of an entry. */
#include <stdio.h>
#include <string.h>

#include "check/lint.h"
#include "document/document.h"
#include "document/jsonld.h"
#include "page/deferred.h"
#include "page/parts.h"
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

/* Whether the department is the entry itself, whose name is its page's title.
 */
static bool is_itself(const json_t *entry, const struct facet *facet,
		      const json_t *terms)
{
	return strcmp(facet->id, VOCABULARY_DEPARTMENT) == 0 &&
	       json_array_size(terms) == 1 &&
	       json_equal(json_object_get(json_array_get(terms, 0), "id"),
			  json_object_get(entry, "id"));
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
		if (json_array_size(terms) == 0 ||
		    is_itself(entry, &directory->facets[i], terms))
			continue;
		facet = document_facet(edition, &directory->facets[i]);
		page_set_facet_name(edition, &directory->facets[i], facet);
		page_rename(facet, "note", "about");
		json_object_set(facet, "terms", terms);
		json_array_append_new(list, facet);
	}
	return list;
}

void page_mark(json_t *object, const char *name, const char *flag)
{
	if (json_array_size(json_object_get(object, name)) > 0)
		json_object_set_new(object, flag, json_true());
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

json_t *page_closed(const struct edition *edition, const struct value *first)
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
	json_t *today = page_today(edition);

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
	const struct edition *open = edition_open(edition);
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

/* What a page has as well, with the same in it: so a template finds nothing
 * around the entry that is not the same around each. */
static void set_around(const struct edition *edition, const struct entry *entry,
		       const char *path, json_t *object)
{
	json_object_set_new(
		object, "closed_phones",
		page_closed(edition, entry->record->values[ENTRY_PHONE]));
	page_set_printed_below(edition, path, object);
}

json_t *page_entry_told(const struct edition *edition,
			const struct query *query, const struct entry *entry)
{
	json_t *object = document_entry_with(edition, entry, NULL, page_phone);
	char path[PATH_ROOM];

	page_set_general_hours(edition, object,
			       json_object_get(object, "phone"));
	page_set_runs(edition, json_object_get(object, "phone"));
	set_through(edition, entry, object);
	json_object_set_new(object, "path", path_of(edition, entry));
	json_object_set_new(object, "below", below_of(edition, entry));
	json_object_set_new(object, "facets", facets_of(edition, object));
	page_mark(object, "below", "has_below");
	page_mark(object, "path", "has_path");
	json_object_set_new(object, "locations",
			    page_locations(edition, entry, false));
	page_mark(object, "locations", "has_locations");
	page_mark(object, "fact", "has_facts");
	page_mark(object, "internal_note", "has_internal_notes");
	page_rename(object, "note", "notes");
	json_object_set_new(object, "details", page_details(edition, object));
	page_mark(object, "details", "has_details");
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
