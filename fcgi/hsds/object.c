/* Services and organizations, as deep as was asked. */
#include "hsds/hsds.h"

#include <stdlib.h>

#include "directory/uuid.h"
#include "document/document.h"
#include "document/rfc3339.h"
#include "hsds/part.h"
#include "hsds/place.h"
#include "site/staleness.h"
#include "site/wording.h"

#define HSDS_VERSION "3.1"
#define TEXT_BYTES   ((size_t)256 * 1024)

/* A member of an object that is the words of a row. */
struct member {
	const char *name;
	size_t row;
};

static const struct member of_service[] = {
	{ "url", ENTRY_LINK },
	{ "email", ENTRY_EMAIL },
	{ "application_process", ENTRY_HOW },
	{ "fees_description", ENTRY_COST },
	{ "interpretation_services", ENTRY_INTERPRETATION },
	{ "wait_time", ENTRY_WAITING_TIME },
	{ "licenses", ENTRY_LICENSES },
	{ "accreditations", ENTRY_ACCREDITATIONS },
	{ "eligibility_description", ENTRY_ELIGIBILITY },
};

static const struct member of_organization[] = {
	{ "email", ENTRY_EMAIL },
	{ "website", ENTRY_LINK },
};

static void set_members(const struct edition *edition,
			const struct entry *entry, const struct member *members,
			size_t count, json_t *object)
{
	for (size_t i = 0; i < count; i++)
		document_text(
			object, members[i].name,
			wording_text(edition, entry->record, members[i].row));
}

/* What it does, and what readers must know. */
static void set_description(const struct edition *edition,
			    const struct record *record, json_t *object)
{
	const struct value *note = record_value(record, ENTRY_NOTE);
	struct buf text = buf_new(TEXT_BYTES);

	buf_puts(&text, wording_text(edition, record, ENTRY_SUMMARY));
	for (; note != NULL; note = record_next(note))
		buf_printf(&text, "\n\n%s",
			   wording_of(edition, record, ENTRY_NOTE, note).text);
	document_text(object, "description", buf_text(&text));
	buf_free(&text);
}

static void set_names(const struct edition *edition, const struct entry *entry,
		      json_t *object)
{
	const struct record *record = entry->record;
	const char *other = record_text(record, ENTRY_ABBREVIATION);

	if (other == NULL)
		other = record_text(record, ENTRY_AKA);
	document_text(object, "name",
		      wording_text(edition, record, ENTRY_NAME));
	document_text(object, "alternate_name", other);
	set_description(edition, record, object);
}

static json_t *new_object(const struct edition *edition,
			  const struct hsds_item *item)
{
	json_t *object = json_object();
	char id[UUID_TEXT];

	hsds_identify(edition->directory, item, id);
	document_text(object, "id", id);
	return object;
}

static void set_page(const struct edition *edition, const struct entry *entry,
		     json_t *object)
{
	json_t *page;

	if (edition->settings->url[0] == '\0')
		return;
	page = document_reference(edition, entry);
	json_object_set_new(
		object, "uri",
		json_sprintf("%s%s", edition->settings->url,
			     json_string_value(json_object_get(page, "page"))));
	json_decref(page);
}

static json_t *organization_of(const struct edition *edition,
			       const struct entry *entry, bool is_full)
{
	const struct hsds_item item = { HSDS_ORGANIZATIONS, entry, 0 };
	const struct entry *above = hsds_above(entry);
	json_t *object = new_object(edition, &item);

	set_names(edition, entry, object);
	set_members(edition, entry, of_organization,
		    sizeof(of_organization) / sizeof(*of_organization), object);
	set_page(edition, entry, object);
	if (above != NULL)
		hsds_set_id(edition, above->record, NULL,
			    "parent_organization_id", object);
	if (is_full)
		hsds_set_parts(edition, &item, object);
	return object;
}

static void set_provider(const struct edition *edition,
			 const struct entry *entry, bool is_full,
			 json_t *object)
{
	const struct entry *provider = hsds_provider(entry);

	if (provider == NULL)
		return;
	hsds_set_id(edition, provider->record, NULL, "organization_id", object);
	json_object_set_new(object, "organization",
			    organization_of(edition, provider, is_full));
}

static void set_changed(const struct entry *entry, json_t *object)
{
	char changed[RFC3339_TEXT];

	if (rfc3339_changed(entry, changed))
		document_text(object, "last_modified", changed);
}

static void set_age(const struct entry *entry, size_t row, const char *name,
		    json_t *object)
{
	const char *age = record_text(entry->record, row);

	if (age != NULL)
		json_object_set_new(object, name, json_integer(atoi(age)));
}

static void set_alert(const struct edition *edition, const struct entry *entry,
		      json_t *object)
{
	const struct value *alert = record_value(entry->record, ENTRY_ALERT);

	if (alert != NULL && !staleness_is_over(edition, alert))
		document_text(
			object, "alert",
			wording_text(edition, entry->record, ENTRY_ALERT));
}

/* HSDS knows who assured it by an e-mail address, and a role is none. */
static void set_assurer(const struct entry *entry, json_t *object)
{
	static const struct field email = { .name = "checked",
					    .kind = FIELD_EMAIL };
	const struct value *checked =
		record_value(entry->record, ENTRY_CHECKED);
	struct field_text text = { .text = NULL };
	struct err none = { 0 };

	if (checked == NULL || checked->note == NULL)
		return;
	text.text = checked->note;
	if (field_check(&email, &text, &none) == 0)
		document_text(object, "assurer_email", checked->note);
	err_free(&none);
}

static json_t *service_of(const struct edition *edition,
			  const struct hsds_item *item, bool is_full)
{
	const struct entry *entry = item->entry;
	const char *status = record_text(entry->record, ENTRY_STATUS);
	json_t *object = new_object(edition, item);

	set_names(edition, entry, object);
	document_text(object, "status", status != NULL ? status : "active");
	set_members(edition, entry, of_service,
		    sizeof(of_service) / sizeof(*of_service), object);
	document_text(object, "assured_date",
		      rfc3339_day(entry, ENTRY_CHECKED));
	set_assurer(entry, object);
	set_alert(edition, entry, object);
	set_age(entry, ENTRY_AGE_MIN, "minimum_age", object);
	set_age(entry, ENTRY_AGE_MAX, "maximum_age", object);
	set_changed(entry, object);
	set_provider(edition, entry, is_full, object);
	if (is_full)
		hsds_set_parts(edition, item, object);
	return object;
}

/* A service at a location, with both. */
static json_t *place_of(const struct edition *edition,
			const struct hsds_item *item, bool is_full)
{
	const struct hsds_item service = { HSDS_SERVICES, item->entry, 0 };
	json_t *object = hsds_service_at_location(edition, item->entry,
						  item->number, is_full);
	json_t *of = service_of(edition, &service, false);

	json_object_set(object, "service_id", json_object_get(of, "id"));
	json_object_set_new(object, "service", of);
	return object;
}

/* Everything that the organization offers. */
static void set_services(const struct edition *edition,
			 const struct entry *entry, json_t *object)
{
	struct arena *arena = arena_new();
	struct hsds_query query =
		*hsds_query_parse(edition->directory, HSDS_SERVICES, "", arena);
	struct hsds_items services;
	json_t *list = json_array();

	query.organization = entry;
	services = hsds_find(&query, arena);
	for (size_t i = 0; i < services.count; i++)
		json_array_append_new(
			list, service_of(edition, &services.items[i], true));
	json_object_set_new(object, "services", list);
	arena_free(arena);
}

json_t *hsds_object(const struct edition *edition, const struct hsds_item *item,
		    enum hsds_depth depth)
{
	json_t *object;

	if (item->use == HSDS_TAXONOMIES)
		return hsds_taxonomy(edition, item->number);
	if (item->use == HSDS_TERMS)
		return hsds_term(edition, item->number);
	if (item->use == HSDS_PLACES)
		return place_of(edition, item, depth >= HSDS_FULL);
	if (item->use == HSDS_SERVICES && depth > HSDS_MINIMAL)
		return service_of(edition, item, depth >= HSDS_FULL);
	if (item->use == HSDS_SERVICES) {
		object = new_object(edition, item);
		set_changed(item->entry, object);
		return object;
	}
	object = organization_of(edition, item->entry, depth >= HSDS_FULL);
	if (depth == HSDS_FULL_SERVICE)
		set_services(edition, item->entry, object);
	return object;
}

/* Addresses are whole ones, so they are there where the site has one. */
json_t *hsds_about(const struct edition *edition)
{
	const struct settings *settings = edition->settings;
	json_t *object = json_pack("{ss}", "version", HSDS_VERSION);

	if (settings->url[0] == '\0')
		return object;
	json_object_set_new(object, "profile",
			    json_sprintf("%s%s/api/#signpost-hsds",
					 settings->url, settings->base));
	json_object_set_new(object, "openapi_url",
			    json_sprintf("%s%s/openapi.json", settings->url,
					 settings->base));
	return object;
}

static enum hsds_depth depth_of(const struct hsds_query *query)
{
	if (query->is_full_service)
		return HSDS_FULL_SERVICE;
	if (query->is_full)
		return HSDS_FULL;
	return query->is_minimal ? HSDS_MINIMAL : HSDS_FLAT;
}

json_t *hsds_page(const struct edition *edition, const struct hsds_query *query,
		  const struct hsds_items *found)
{
	size_t from = (size_t)((query->page - 1) * query->per_page);
	size_t to = from + (size_t)query->per_page;
	json_t *contents = json_array();

	for (size_t i = from; i < to && i < found->count; i++)
		json_array_append_new(contents,
				      hsds_object(edition, &found->items[i],
						  depth_of(query)));
	return document_envelope(found->count, query->page, query->per_page,
				 contents);
}

size_t hsds_write(const struct edition *edition, const struct hsds_query *query,
		  const struct hsds_items *found, size_t from, struct buf *out)
{
	while (from < found->count) {
		json_t *object = hsds_object(edition, &found->items[from],
					     depth_of(query));

		document_print(object, out);
		buf_puts(out, "\n");
		json_decref(object);
		from++;
		if (buf_has_enough(out))
			break;
	}
	return from < found->count ? from : 0;
}
