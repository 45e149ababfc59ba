/* The page of an entry, and the page of all lines. */
#include <stdio.h>
#include <string.h>

#include "document.h"
#include "lint.h"
#include "page.h"
#include "schema.h"
#include "url.h"

#define LINK_BYTES ((size_t)4096)
#define DAY_MS	   86400000

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

static json_t *facet_of(const struct edition *edition,
			const struct facet *facet, json_t *terms)
{
	json_t *object =
		json_pack("{ss sO}", "name",
			  document_facet_name(edition, facet), "terms", terms);
	const char *note = facet->record != NULL ?
				   record_text(facet->record, FACET_NOTE) :
				   NULL;

	if (note != NULL)
		json_object_set_new(object, "about", json_string(note));
	return object;
}

/* The facets of an entry under the facets' names, in their order. */
static json_t *facets_of(const struct edition *edition, const json_t *entry)
{
	const struct directory *directory = edition->directory;
	char name[DOCUMENT_NAME_ROOM];
	json_t *list = json_array();

	for (size_t i = 0; i < directory->facet_count; i++) {
		json_t *terms;

		document_name(directory->facets[i].id, name);
		terms = json_object_get(entry, name);
		if (terms != NULL)
			json_array_append_new(
				list, facet_of(edition, &directory->facets[i],
					       terms));
	}
	return list;
}

/* Whether a list of the entry's own has something in it. */
static void mark(json_t *entry, const char *name, const char *flag)
{
	if (json_array_size(json_object_get(entry, name)) > 0)
		json_object_set_new(entry, flag, json_true());
}

/* The rows that are shown as name and value. */
static const struct {
	const char *row, *text;
} details[] = {
	{ "area", "area" },
	{ "eligibility", "eligibility" },
	{ "how", "how" },
	{ "hours", "entry_hours" },
	{ "languages", "entry_languages" },
	{ "cost", "entry_cost" },
};

static void set_details(const struct edition *edition, json_t *entry)
{
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof(details) / sizeof(*details); i++) {
		json_t *value = json_object_get(entry, details[i].row);

		if (json_is_object(value))
			value = json_object_get(value, "text");
		if (value != NULL)
			json_array_append_new(
				list,
				json_pack("{sO sO}", "name",
					  json_object_get(edition->texts,
							  details[i].text),
					  "value", value));
	}
	json_object_set_new(entry, "has_details",
			    json_boolean(json_array_size(list) > 0));
	json_object_set_new(entry, "details", list);
}

/* The notes get a name of their own, or a term without a note would show
 * them. */
static void rename_notes(json_t *entry)
{
	json_t *notes = json_object_get(entry, "note");

	if (notes != NULL)
		json_object_set(entry, "notes", notes);
	json_object_del(entry, "note");
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

bool page_is_stale(const struct edition *edition, const struct entry *entry)
{
	const char *after =
		record_text(edition->directory->about, DIRECTORY_STALE_AFTER);
	const char *checked = record_text(entry->record, ENTRY_CHECKED);

	return after != NULL && checked != NULL && !field_is_undated(checked) &&
	       lint_days(checked, edition->today) >
		       field_duration_ms(after) / DAY_MS;
}

json_t *page_entry(const struct edition *edition, const struct query *query,
		   const struct entry *entry, bool is_fragment)
{
	json_t *page = page_new(edition, query, is_fragment);
	json_t *object = document_entry(edition, entry, NULL);

	json_object_set_new(object, "path", path_of(edition, entry));
	json_object_set_new(object, "below", below_of(edition, entry));
	json_object_set_new(object, "facets", facets_of(edition, object));
	mark(object, "below", "has_below");
	mark(object, "path", "has_path");
	mark(object, "fact", "has_facts");
	mark(object, "internal_note", "has_internal_notes");
	rename_notes(object);
	json_object_set_new(object, "is_stale",
			    json_boolean(page_is_stale(edition, entry)));
	set_details(edition, object);
	page_set_status(edition, object);
	set_report(edition, entry, object);
	page_close_phones(json_object_get(object, "phone"));
	json_object_set_new(object, "has_no_contact",
			    json_boolean(!entry_has_contact(entry) &&
					 entry_through(entry) == NULL));
	page_set_canonical(edition,
			   json_string_value(json_object_get(object, "page")),
			   page);
	page_set_schema(edition, schema_entry(edition, object), page);
	json_object_set_new(page, "is_entry", json_true());
	json_object_set_new(page, "entry", object);
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

/* The confirmed lines of entries that are for everybody and in neither list. */
static json_t *others_of(const struct edition *edition,
			 const struct entry *entry)
{
	const struct directory *directory = edition->directory;
	json_t *list = json_array();

	for (size_t i = 0; i < entry->phone_count; i++) {
		const struct phone *phone = entry->phones[i];

		if (phone->term_count > 0 ||
		    record_value(phone->record, PHONE_VERIFIED) == NULL ||
		    stands_in(directory->crisis, directory->crisis_count,
			      phone) ||
		    stands_in(directory->lines, directory->line_count, phone))
			continue;
		json_array_append_new(list, document_phone(edition, phone));
	}
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
		page_close_phones(phones);
		one = document_reference(edition, entry);
		json_object_set_new(one, "phones", phones);
		json_array_append_new(list, one);
	}
	return list;
}

json_t *page_lines(const struct edition *edition, const struct query *query,
		   bool is_fragment)
{
	const struct directory *directory = edition->directory;
	json_t *page = page_new(edition, query, is_fragment);
	json_t *path = json_sprintf("%s/phones", edition->settings->base);

	page_set_canonical(edition, json_string_value(path), page);
	json_decref(path);
	json_object_set_new(page, "is_lines", json_true());
	json_object_set_new(page, "crisis_lines",
			    page_groups(edition, query, directory->crisis,
					directory->crisis_count));
	json_object_set_new(page, "national_lines",
			    page_groups(edition, query, directory->lines,
					directory->line_count));
	json_object_set_new(page, "entry_lines", entry_lines(edition));
	mark(page, "national_lines", "has_national_lines");
	mark(page, "entry_lines", "has_entry_lines");
	return page;
}
