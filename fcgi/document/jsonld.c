/* Lists, organizations and services of schema.org. */
#include "document/jsonld.h"

#include <stdlib.h>
#include <string.h>

#include "directory/entry.h"
#include "directory/vocabulary.h"
#include "document/phone-words.h"
#include "document/record.h"

#define CONTEXT	    "https://schema.org"
#define SERVICE	    "Service"
#define WORDS_BYTES ((size_t)64 * 1024)

/* The address of the page of an entry, whole where the settings know the
 * site's own. */
static json_t *address_of(const struct edition *edition, const json_t *entry)
{
	return json_sprintf("%s%s", edition->settings->url,
			    json_string_value(json_object_get(entry, "page")));
}

/* What an item says of its entry. */
static json_t *said_of(const struct edition *edition, const json_t *entry)
{
	return json_pack("{so}", "url", address_of(edition, entry));
}

static void append(json_t *list, const json_t *entry,
		   const struct edition *edition)
{
	json_t *said = said_of(edition, entry);
	json_t *item = json_pack("{ss sI}", "@type", "ListItem", "position",
				 (json_int_t)json_array_size(list) + 1);

	json_object_update(item, said);
	json_array_append_new(list, item);
	json_decref(said);
}

json_t *jsonld_list(const struct edition *edition, json_t *title,
		    const json_t *entries)
{
	json_t *list = json_array(), *entry;
	size_t i;

	json_array_foreach(entries, i, entry) append(list, entry, edition);
	return json_pack("{ss ss sO so}", "@context", CONTEXT, "@type",
			 "ItemList", "name", title, "itemListElement", list);
}

/* Without the brace that ends it. */
void jsonld_print_begin(const json_t *title, struct buf *out)
{
	char *text = json_dumps(title, JSON_COMPACT | JSON_ENCODE_ANY);

	buf_printf(out,
		   "{\"@context\":\"" CONTEXT "\",\"@type\":\"ItemList\","
		   "\"name\":%s,\"itemListElement\":[",
		   text);
	free(text);
}

void jsonld_print_item(size_t place, const char *said, size_t length,
		       struct buf *out)
{
	if (place > 1)
		buf_puts(out, ",");
	buf_puts(out, "{\"@type\":\"ListItem\",\"position\":");
	buf_put_number(out, (long long)place);
	buf_puts(out, ",");
	buf_put(out, said, length);
}

void jsonld_print_end(struct buf *out)
{
	buf_puts(out, "]}");
}

/* An object without the brace that begins it. */
void jsonld_print_said(const struct edition *edition, const struct entry *entry,
		       struct buf *out)
{
	json_t *reference = document_reference(edition, entry);
	json_t *said = said_of(edition, reference);
	char *text = json_dumps(said, JSON_COMPACT);

	buf_puts(out, text + 1);
	free(text);
	json_decref(said);
	json_decref(reference);
}

/* The type that the entry's kind names, or NULL. */
static const char *type_of(const struct edition *edition, const json_t *entry)
{
	const char *kind = json_string_value(
		json_object_get(json_object_get(entry, "kind"), "id"));
	const struct record *record =
		kind != NULL ? collection_find(edition->directory->collection,
					       "kind", kind) :
			       NULL;

	return record != NULL ? record_text(record, KIND_SCHEMA_ORG) : NULL;
}

static bool is_service(const char *type)
{
	size_t length = strlen(type), end = strlen(SERVICE);

	return length >= end && strcmp(type + length - end, SERVICE) == 0;
}

/* A number as the page shows it, the extension as ITU-T E.123 writes it. */
static json_t *telephone_of(const json_t *phone)
{
	const char *number =
		json_string_value(json_object_get(phone, "number"));
	const char *extension =
		json_string_value(json_object_get(phone, "extension"));

	return json_sprintf("%s%s%s", number, extension != NULL ? " ext. " : "",
			    extension != NULL ? extension : "");
}

/* A number with what it is for and, in words, all that a caller must know. */
static json_t *contact_of(const struct edition *edition, const json_t *phone)
{
	struct buf words = buf_new(WORDS_BYTES);
	json_t *contact;

	phone_words_print(edition, phone, " ", &words);
	contact = json_pack("{ss sO? so ss}", "@type", "ContactPoint",
			    "contactType", json_object_get(phone, "purpose"),
			    "telephone", telephone_of(phone), "description",
			    buf_text(&words));
	buf_free(&words);
	return contact;
}

/* Whether one can speak there, among other ways. */
static bool is_called(const json_t *phone)
{
	const json_t *types = json_object_get(phone, "types"), *type;
	bool is_found = false;
	size_t i;

	json_array_foreach(types, i, type) is_found |=
		strcmp(json_string_value(type), PHONE_TYPE_DEFAULT) == 0;
	return is_found;
}

static json_t *contacts_of(const struct edition *edition, const json_t *entry,
			   bool is_service)
{
	json_t *list = json_array(), *phone;
	size_t i;

	json_array_foreach(json_object_get(entry, "phone"), i, phone)
	{
		json_t *contact;

		if (!is_called(phone))
			continue;
		contact = contact_of(edition, phone);
		json_array_append_new(
			list, is_service ? json_pack("{ss so}", "@type",
						     "ServiceChannel",
						     "servicePhone", contact) :
					   contact);
	}
	return list;
}

static void set_texts(const json_t *from, const char *name,
		      const char *property, json_t *object)
{
	json_t *list = json_array(), *one;
	json_t *value = json_object_get(from, name);
	size_t i;

	if (json_is_string(value))
		json_array_append(list, value);
	json_array_foreach(value, i, one) json_array_append(
		list, json_is_string(one) ? one : json_object_get(one, "href"));
	document_items(object, property, list);
}

/* What the terms of a facet are to search engines, in the form that the
 * property wants; NULL: nothing. */
static json_t *terms_of(const struct facet *facet, const json_t *terms)
{
	const char *property =
		facet->record != NULL ?
			record_text(facet->record, FACET_SCHEMA_ORG) :
			NULL;
	json_t *list, *term;
	size_t i;

	if (property == NULL)
		return NULL;
	list = json_array();
	json_array_foreach(terms, i, term)
	{
		json_t *name = json_object_get(term, "name");

		json_array_append_new(
			list, strcmp(property, "audience") == 0 ?
				      json_pack("{ss sO}", "@type", "Audience",
						"audienceType", name) :
				      json_incref(name));
	}
	return list;
}

/* Gives a service what its terms say of it. */
static void set_terms(const struct edition *edition, const json_t *entry,
		      json_t *service)
{
	const struct directory *directory = edition->directory;
	char name[MEMBERS_NAME];

	for (size_t i = 0; i < directory->facet_count; i++) {
		const struct facet *facet = &directory->facets[i];
		json_t *list;

		members_print(facet->id, name);
		list = terms_of(facet, json_object_get(entry, name));
		if (list != NULL)
			document_items(
				service,
				record_text(facet->record, FACET_SCHEMA_ORG),
				list);
	}
}

/* Of an organization only what it offers can say whom that is for. */
static void set_offer(const struct edition *edition, const json_t *entry,
		      json_t *organization)
{
	json_t *service = json_pack("{ss}", "@type", SERVICE);

	set_terms(edition, entry, service);
	if (json_object_size(service) > 1)
		json_object_set_new(organization, "makesOffer",
				    json_pack("{ss sO}", "@type", "Offer",
					      "itemOffered", service));
	json_decref(service);
}

/* The parts of an address: as schema.org has them, and as a place does. */
static const struct {
	const char *property, *name;
} address_parts[] = {
	{ "streetAddress", "street" },	 { "addressLocality", "city" },
	{ "addressRegion", "state" },	 { "postalCode", "postal_code" },
	{ "addressCountry", "country" },
};

static json_t *address_in(const json_t *location)
{
	json_t *address = json_pack("{ss}", "@type", "PostalAddress");

	for (size_t i = 0; i < sizeof(address_parts) / sizeof(*address_parts);
	     i++)
		json_object_set(
			address, address_parts[i].property,
			json_object_get(location, address_parts[i].name));
	return address;
}

static json_t *place_of(const json_t *location)
{
	const json_t *north = json_object_get(location, "latitude");
	const json_t *east = json_object_get(location, "longitude");
	json_t *place = json_pack("{ss sO* so}", "@type", "Place", "name",
				  json_object_get(location, "name"), "address",
				  address_in(location));

	if (north != NULL && east != NULL)
		json_object_set_new(place, "geo",
				    json_pack("{ss sO sO}", "@type",
					      "GeoCoordinates", "latitude",
					      north, "longitude", east));
	return place;
}

/* Adds the places of which everybody may know all: a channel of a service is
 * one, an organization has them. */
static void set_places(const struct entry *entry, const json_t *model,
		       bool is_service, json_t *object)
{
	json_t *list = json_array(), *location, *channels;
	size_t i;

	json_array_foreach(json_object_get(model, "location"), i, location)
	{
		json_t *place;

		if (!location_is_public(entry->locations[i]->record))
			continue;
		place = place_of(location);
		json_array_append_new(
			list, is_service ? json_pack("{ss so}", "@type",
						     "ServiceChannel",
						     "serviceLocation", place) :
					   place);
	}
	channels = json_object_get(object, "availableChannel");
	if (is_service && channels != NULL) {
		json_array_extend(channels, list);
		json_decref(list);
		return;
	}
	document_items(object, is_service ? "availableChannel" : "location",
		       list);
}

/* What it belongs to: the last of the path above it. */
static void set_above(const struct edition *edition, const json_t *entry,
		      const char *property, json_t *object)
{
	const json_t *path = json_object_get(entry, "path");
	size_t count = json_array_size(path);
	const json_t *above =
		count > 0 ? json_array_get(path, count - 1) : NULL;

	if (above == NULL)
		return;
	json_object_set_new(object, property,
			    json_pack("{ss sO so}", "@type", "Organization",
				      "name", json_object_get(above, "name"),
				      "url", address_of(edition, above)));
}

json_t *jsonld_entry(const struct edition *edition, const json_t *entry)
{
	const char *type = type_of(edition, entry);
	const struct entry *of = directory_entry(
		edition->directory,
		json_string_value(json_object_get(entry, "id")));
	bool is_a_service = type != NULL && is_service(type);
	json_t *object;

	if (type == NULL)
		return NULL;
	object = json_pack("{ss ss sO sO so}", "@context", CONTEXT, "@type",
			   type, "name", json_object_get(entry, "name"),
			   "description", json_object_get(entry, "summary"),
			   "url", address_of(edition, entry));
	set_texts(entry, "abbreviation", "alternateName", object);
	set_texts(entry, "link", "sameAs", object);
	set_above(edition, entry,
		  is_a_service ? "provider" : "parentOrganization", object);
	document_items(object,
		       is_a_service ? "availableChannel" : "contactPoint",
		       contacts_of(edition, entry, is_a_service));
	if (of != NULL)
		set_places(of, entry, is_a_service, object);
	(is_a_service ? set_terms : set_offer)(edition, entry, object);
	return object;
}
