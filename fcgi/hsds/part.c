/* Lists of a service or organization, and their ids. */
#include "hsds/part.h"

#include <stdlib.h>
#include <string.h>

#include "directory/uuid.h"
#include "document/document.h"
#include "document/phone-words.h"
#include "hsds/offer.h"
#include "hsds/place.h"
#include "site/wording.h"

#define WORDS_BYTES ((size_t)64 * 1024)
#define DIGITS_MOST 9

void hsds_set_id(const struct edition *edition, const struct record *record,
		 const char *part, const char *name, json_t *object)
{
	char text[UUID_TEXT];

	if (part == NULL)
		uuid_of(edition->directory, record, text);
	else
		uuid_of_part(edition->directory, record, part, text);
	json_object_set_new(object, name, json_string(text));
}

void hsds_set_part_id(const struct edition *edition,
		      const struct hsds_item *item, json_t *part,
		      json_t *object)
{
	bool is_own =
		item->use == HSDS_SERVICES && !hsds_is_service(item->entry);
	json_t *name = json_sprintf("%s%s", is_own ? "service/" : "",
				    json_string_value(part));

	hsds_set_id(edition, item->entry->record, json_string_value(name), "id",
		    object);
	json_decref(name);
	json_decref(part);
}

/* HSDS wants a description of everything; where nothing is said, the name. */
static void set_description(const struct edition *edition,
			    const struct record *record, const size_t rows[2],
			    json_t *object)
{
	const char *text = wording_text(edition, record, rows[0]);

	if (text == NULL)
		text = wording_text(edition, record, rows[1]);
	document_text(object, "description",
		      text != NULL ? text :
				     json_string_value(
					     json_object_get(object, "name")));
}

json_t *hsds_taxonomy(const struct edition *edition, size_t facet)
{
	static const size_t rows[2] = { FACET_NOTE, FACET_NOTE };
	const struct record *record = edition->directory->facets[facet].record;
	json_t *object = json_object();

	hsds_set_id(edition, record, NULL, "id", object);
	document_text(object, "name",
		      wording_text(edition, record, FACET_NAME));
	set_description(edition, record, rows, object);
	return object;
}

/* Its code in the scheme of another system, else its id. */
static const char *code_of(const struct term *term)
{
	const char *code = record_text(term->record, TERM_CODE);

	return code != NULL ? strchr(code, ':') + 1 : term->id;
}

json_t *hsds_term(const struct edition *edition, size_t number)
{
	static const size_t rows[2] = { TERM_SUMMARY, TERM_NOTE };
	const struct directory *directory = edition->directory;
	const struct term *term = &directory->terms[number];
	const struct record *facet = directory->facets[term->facet].record;
	json_t *object = json_object();

	hsds_set_id(edition, term->record, NULL, "id", object);
	document_text(object, "code", code_of(term));
	document_text(object, "name",
		      wording_text(edition, term->record, TERM_NAME));
	set_description(edition, term->record, rows, object);
	if (term->parent != TERM_NONE)
		hsds_set_id(edition, directory->terms[term->parent].record,
			    NULL, "parent_id", object);
	document_text(object, "taxonomy",
		      wording_text(edition, facet, FACET_NAME));
	json_object_set_new(object, "taxonomy_detail",
			    hsds_taxonomy(edition, term->facet));
	hsds_set_id(edition, facet, NULL, "taxonomy_id", object);
	document_text(object, "language", edition->locale->tag);
	return object;
}

void hsds_set_link(const struct edition *edition, const struct hsds_item *item,
		   const char *type, json_t *attribute)
{
	char link[UUID_TEXT];

	hsds_identify(edition->directory, item, link);
	document_text(attribute, "link_id", link);
	document_text(attribute, "link_entity",
		      item->use == HSDS_SERVICES ? "service" : "organization");
	document_text(attribute, "link_type", type);
}

/* One term that the entry holds, with the reason. */
static json_t *attribute_of(const struct edition *edition,
			    const struct hsds_item *item, size_t facet,
			    const struct value *value)
{
	const struct directory *directory = edition->directory;
	size_t term = directory_term(directory, facet, value->text);
	const char *kind = directory->facets[facet].id;
	json_t *object = json_object();

	hsds_set_part_id(edition, item,
			 json_sprintf("%s:%s", kind, value->text), object);
	hsds_set_link(edition, item, kind, object);
	hsds_set_id(edition, directory->terms[term].record, NULL,
		    "taxonomy_term_id", object);
	document_text(object, "label",
		      wording_of(edition, item->entry->record,
				 directory->facets[facet].row, value)
			      .note);
	json_object_set_new(object, "taxonomy_term", hsds_term(edition, term));
	return object;
}

static void set_attributes(const struct edition *edition,
			   const struct hsds_item *item, json_t *object)
{
	const struct directory *directory = edition->directory;
	json_t *list = json_array();

	for (size_t i = 0; i < directory->facet_count; i++) {
		size_t row = directory->facets[i].row;
		const struct value *value =
			row != FACET_NO_ROW ?
				record_value(item->entry->record, row) :
				NULL;

		for (; value != NULL; value = record_next(value))
			if (directory_term(directory, i, value->text) !=
			    TERM_NONE)
				json_array_append_new(
					list,
					attribute_of(edition, item, i, value));
	}
	document_items(object, "attributes", list);
}

/* The extension as a number, where it is one that loses nothing by it. */
static void set_extension(const struct phone *phone, json_t *object)
{
	const char *digits = record_text(phone->record, PHONE_EXTENSION);
	size_t length = digits != NULL ? strlen(digits) : 0;

	if (length > 0 && length <= DIGITS_MOST && digits[0] != '0' &&
	    strspn(digits, "0123456789") == length)
		json_object_set_new(object, "extension",
				    json_integer(strtoll(digits, NULL, 10)));
}

/* The number of a term for whom a phone is, or TERM_NONE. */
static size_t audience_of(const struct edition *edition,
			  const struct value *value)
{
	const struct directory *directory = edition->directory;
	size_t facet = directory_facet(directory, "audience");

	return facet < directory->facet_count ?
		       directory_term(directory, facet, value->text) :
		       TERM_NONE;
}

/* In words, all that is known of it: not everybody reads attributes. */
static void set_phone_description(const struct edition *edition,
				  const struct phone *phone, json_t *object)
{
	json_t *document = document_phone(edition, phone);
	struct buf out = buf_new(WORDS_BYTES);

	phone_words_print(edition, document, " ", &out);
	document_text(object, "description", buf_text(&out));
	buf_free(&out);
	json_decref(document);
}

/* A phone has one type here, so there is one for each. What belongs to the
 * first has the names that it had when there was no other. */
static void set_phone_id(const struct edition *edition,
			 const struct phone *phone,
			 const struct phone_type *type, const char *part,
			 const char *name, json_t *object)
{
	struct buf words = buf_new(WORDS_BYTES);

	if (type != phone->types[0])
		buf_printf(&words, "type/%s%s", type->id,
			   part != NULL ? "/" : "");
	buf_puts(&words, part != NULL ? part : "");
	hsds_set_id(edition, phone->record,
		    words.length > 0 ? buf_text(&words) : NULL, name, object);
	buf_free(&words);
}

/* For whom it is, where it is not for everybody. */
static void set_audience(const struct edition *edition,
			 const struct phone *phone,
			 const struct phone_type *type, json_t *object)
{
	const struct term *terms = edition->directory->terms;
	const struct value *value = record_value(phone->record, PHONE_AUDIENCE);
	json_t *list = json_array();

	for (; value != NULL; value = record_next(value)) {
		size_t term = audience_of(edition, value);
		json_t *attribute, *part;

		if (term == TERM_NONE)
			continue;
		attribute = json_pack("{ss ss}", "link_entity", "phone",
				      "link_type", "audience");
		part = json_sprintf("audience:%s", value->text);
		set_phone_id(edition, phone, type, json_string_value(part),
			     "id", attribute);
		set_phone_id(edition, phone, type, NULL, "link_id", attribute);
		hsds_set_id(edition, terms[term].record, NULL,
			    "taxonomy_term_id", attribute);
		json_object_set_new(attribute, "taxonomy_term",
				    hsds_term(edition, term));
		json_array_append_new(list, attribute);
		json_decref(part);
	}
	document_items(object, "attributes", list);
}

/* In words, and each by its code. */
static void set_languages(const struct edition *edition,
			  const struct phone *phone,
			  const struct phone_type *type, json_t *object)
{
	const char *words =
		wording_text(edition, phone->record, PHONE_LANGUAGES);
	const struct value *code =
		record_value(phone->record, PHONE_LANGUAGE_CODE);
	json_t *list = json_array(), *one;

	if (words != NULL) {
		one = json_pack("{ss}", "note", words);
		set_phone_id(edition, phone, type, "languages", "id", one);
		json_array_append_new(list, one);
	}
	for (; code != NULL; code = record_next(code)) {
		json_t *part = json_sprintf("language/%s", code->text);

		one = hsds_language(edition, code->text);
		set_phone_id(edition, phone, type, json_string_value(part),
			     "id", one);
		json_array_append_new(list, one);
		json_decref(part);
	}
	document_items(object, "languages", list);
}

/* The same wherever it is used: who knows one of its uses knows them all. */
static json_t *phone_of(const struct edition *edition,
			const struct phone *phone,
			const struct phone_type *type)
{
	json_t *object = json_object();

	set_phone_id(edition, phone, type, NULL, "id", object);
	document_text(object, "number", phone->number.dialed);
	if (phone->type_count == 1 || phone_type_is_call(type))
		set_extension(phone, object);
	document_text(object, "type", type->id);
	set_phone_description(edition, phone, object);
	set_languages(edition, phone, type, object);
	set_audience(edition, phone, type, object);
	return object;
}

json_t *hsds_phones(const struct edition *edition,
		    const struct phone *const *phones, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < phones[i]->type_count; j++)
			json_array_append_new(list,
					      phone_of(edition, phones[i],
						       phones[i]->types[j]));
	return list;
}

/* All but the first, which stands in a member of its own. */
static void set_links(const struct edition *edition,
		      const struct hsds_item *item, const char *name,
		      json_t *object)
{
	const struct record *record = item->entry->record;
	const struct value *value = record_value(record, ENTRY_LINK);
	json_t *list = json_array();

	for (value = value != NULL ? record_next(value) : NULL; value != NULL;
	     value = record_next(value)) {
		json_t *url = json_object();

		hsds_set_part_id(edition, item,
				 json_sprintf("link/%s", value->text), url);
		document_text(
			url, "label",
			wording_of(edition, record, ENTRY_LINK, value).note);
		document_text(url, "url", value->text);
		json_array_append_new(list, url);
	}
	document_items(object, name, list);
}

/* Lists of one, which a row of free words says: HSDS has a name or code for
 * each language, which they do not give. */
static const struct {
	const char *name, *part, *member;
	size_t row;
} worded[] = {
	{ "languages", "languages", "note", ENTRY_LANGUAGES },
	{ "service_areas", "area", "name", ENTRY_AREA },
};

static void set_worded(const struct edition *edition,
		       const struct hsds_item *item, size_t place,
		       json_t *object)
{
	const char *text =
		wording_text(edition, item->entry->record, worded[place].row);
	json_t *one;

	if (text == NULL)
		return;
	one = json_pack("{ss}", worded[place].member, text);
	hsds_set_part_id(edition, item, json_string(worded[place].part), one);
	json_object_set_new(object, worded[place].name, json_pack("[o]", one));
}

void hsds_set_own_id(const void *whose, json_t *name, json_t *part)
{
	const struct hsds_own *own = whose;

	hsds_set_part_id(own->edition, own->item, name, part);
}

void hsds_set_parts(const struct edition *edition, const struct hsds_item *item,
		    json_t *object)
{
	const struct hsds_own own = { edition, item };
	bool is_service = item->use == HSDS_SERVICES;

	set_links(edition, item,
		  is_service ? "additional_urls" : "additional_websites",
		  object);
	document_items(object, "phones",
		       hsds_phones(edition, item->entry->phones,
				   item->entry->phone_count));
	set_attributes(edition, item, object);
	hsds_set_places(edition, item, object);
	for (size_t i = 0; i < 2 && is_service; i++)
		set_worded(edition, item, i, object);
	if (is_service)
		hsds_set_offer(edition, item, object);
	hsds_set_contacts(edition,
			  record_value(item->entry->record, ENTRY_CONTACT),
			  hsds_set_own_id, &own, object);
}
