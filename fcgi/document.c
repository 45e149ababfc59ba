/* The model: entries, phones and lists as jansson trees. */
#include "document.h"

#include <stdio.h>
#include <string.h>

#include "age.h"
#include "schedule.h"

/* What reaches a phone of a type, for a sentence: "call", "text". */
static const struct {
	const char *type, *name;
} means[] = {
	{ "voice", "is_voice" },	 { "text", "is_text" },
	{ "textphone", "is_textphone" }, { "fax", "is_fax" },
	{ "video", "is_video" },	 { "chat", "is_chat" },
};

static void set_text(json_t *object, const char *name, const char *text)
{
	if (text != NULL)
		json_object_set_new(object, name, json_string(text));
}

void document_name(const char *name, char out[DOCUMENT_NAME_ROOM])
{
	size_t i = 0;

	for (; name[i] != '\0' && i < DOCUMENT_NAME_ROOM - 1; i++)
		out[i] = name[i] == '-' ? '_' : name[i];
	out[i] = '\0';
}

/* A record that is referred to: its id and name, and why. */
static json_t *reference(const struct record *record, const char *note)
{
	json_t *object = json_object();

	set_text(object, "id", record->id);
	set_text(object, "name", record_text(record, TERM_NAME));
	set_text(object, "note", note);
	return object;
}

json_t *document_reference(const struct edition *edition,
			   const struct entry *entry)
{
	json_t *object = reference(entry->record, NULL);

	json_object_set_new(
		object, "page",
		json_sprintf("%s/e/%s", edition->settings->base, entry->id));
	return object;
}

static json_t *referred(const struct edition *edition,
			const struct record *record, const struct field *field,
			const struct value *value)
{
	const char *kind =
		field->refers[0] != '\0' ? field->refers : record->kind->name;
	const struct entry *entry =
		strcmp(kind, entry_entry.name) == 0 ?
			directory_entry(edition->directory, value->text) :
			NULL;
	const struct record *other;

	if (strcmp(kind, entry_entry.name) == 0)
		return entry != NULL ? document_reference(edition, entry) :
				       NULL;
	other = collection_find(edition->directory->collection, kind,
				value->text);
	return other != NULL ? reference(other, value->note) : NULL;
}

/* The names of what stands before and behind ` | `. */
static void note_names(const struct field *field, const char **text,
		       const char **note)
{
	*text = "text";
	*note = "source";
	if (field->kind == FIELD_LINK) {
		*text = "href";
		*note = "name";
	}
	if (field->kind == FIELD_DATE)
		*text = "date";
}

static json_t *value_of(const struct edition *edition,
			const struct record *record, const struct field *field,
			const struct value *value)
{
	const char *text, *note;
	json_t *object;

	if (field->kind == FIELD_ID && field->refers != NULL)
		return referred(edition, record, field, value);
	if (!field->has_note)
		return json_string(value->text);
	note_names(field, &text, &note);
	object = json_object();
	set_text(object, text, value->text);
	set_text(object, note, value->note);
	if (field->kind == FIELD_LINK && value->note == NULL)
		set_text(object, note, value->text);
	if (field->kind == FIELD_HOURS)
		schedule_set(value->text, object);
	if (field->is_aging && age_is_stale(edition, value->text))
		json_object_set_new(object, "is_stale", json_true());
	return object;
}

static json_t *list_of(const struct edition *edition,
		       const struct record *record, size_t row)
{
	const struct field *field = &record->kind->fields[row];
	const struct value *value = record_value(record, row);
	json_t *list = json_array();

	for (; value != NULL; value = record_next(value)) {
		json_t *one = value_of(edition, record, field, value);

		if (one != NULL)
			json_array_append_new(list, one);
	}
	return list;
}

static void set_row(const struct edition *edition, const struct record *record,
		    size_t row, json_t *object)
{
	const struct field *field = &record->kind->fields[row];
	const struct value *value = record_value(record, row);
	char name[DOCUMENT_NAME_ROOM];
	json_t *one;

	if (value == NULL || (field->is_private && !edition->is_internal))
		return;
	document_name(field->name, name);
	one = field->is_list ? list_of(edition, record, row) :
			       value_of(edition, record, field, value);
	if (one != NULL)
		json_object_set_new(object, name, one);
}

static json_t *answered_by(const struct record *record)
{
	json_t *object = reference(record, NULL);

	set_text(object, "caution", record_text(record, ANSWERED_BY_CAUTION));
	return object;
}

static void set_number(const struct phone *phone, json_t *object)
{
	const char *scheme = phone_scheme(phone->type);
	const char *extension = record_text(phone->record, PHONE_EXTENSION);

	set_text(object, "number", phone->number.shown);
	set_text(object, "dialed", phone->number.dialed);
	set_text(object, "extension", extension);
	if (scheme == NULL)
		return;
	if (strcmp(scheme, "tel:") != 0)
		extension = NULL;
	json_object_set_new(object, "href",
			    json_sprintf("%s%s%s%s", scheme,
					 phone->number.dialed,
					 extension != NULL ? ";ext=" : "",
					 extension != NULL ? extension : ""));
}

static void set_means(const struct phone *phone, json_t *object)
{
	set_text(object, "type", phone->type);
	for (size_t i = 0; i < sizeof(means) / sizeof(*means); i++)
		if (strcmp(means[i].type, phone->type) == 0)
			json_object_set_new(object, means[i].name, json_true());
}

/* The relay's number is written like any other. */
static void set_relay(const struct phone *phone, json_t *object)
{
	const char *relay = record_text(phone->record, PHONE_RELAY);
	struct phone_number number;
	json_t *way;

	if (relay == NULL || phone_read(relay, &number) != NULL)
		return;
	way = json_object();
	set_text(way, "number", number.shown);
	set_text(way, "dialed", number.dialed);
	json_object_set_new(way, "href", json_sprintf("tel:%s", number.dialed));
	json_object_set_new(object, "relay", way);
}

/* Whether the one number may be named within the words about the other: it is
 * called, by everybody, confirmed, and answered by the same. */
static bool goes_with(const struct phone *abroad, const struct phone *phone)
{
	return phone_scheme(abroad->type) != NULL && abroad->term_count == 0 &&
	       abroad->answered_by == phone->answered_by &&
	       record_value(abroad->record, PHONE_VERIFIED) != NULL;
}

static void set_abroad(const struct edition *edition, const struct phone *phone,
		       json_t *object)
{
	const char *id = record_text(phone->record, PHONE_ABROAD);
	const struct phone *abroad =
		id != NULL ? directory_phone(edition->directory, id) : NULL;
	json_t *way;

	json_object_del(object, "abroad");
	if (abroad == NULL)
		return;
	way = json_object();
	set_text(way, "id", abroad->id);
	set_number(abroad, way);
	json_object_set_new(way, "answered_by",
			    answered_by(abroad->answered_by));
	if (goes_with(abroad, phone))
		json_object_set_new(way, "goes_with", json_true());
	json_object_set_new(object, "abroad", way);
}

json_t *document_phone(const struct edition *edition, const struct phone *phone)
{
	json_t *object = json_object();

	set_text(object, "id", phone->id);
	for (size_t row = 0; row < phone->record->kind->field_count; row++)
		set_row(edition, phone->record, row, object);
	set_number(phone, object);
	set_means(phone, object);
	set_relay(phone, object);
	set_abroad(edition, phone, object);
	json_object_set_new(object, "answered_by",
			    answered_by(phone->answered_by));
	if (record_value(phone->record, PHONE_VERIFIED) == NULL)
		json_object_set_new(object, "is_unconfirmed", json_true());
	return object;
}

bool document_shows_phone(const struct query *query, const struct phone *phone)
{
	for (size_t i = 0; i < phone->term_count; i++)
		if (query->chosen[phone->terms[i]])
			return true;
	return phone->term_count == 0;
}

static void set_phones(const struct edition *edition, const struct entry *entry,
		       const struct query *reader, json_t *object)
{
	json_t *phones = json_array();

	for (size_t i = 0; i < entry->phone_count; i++)
		if (reader == NULL ||
		    document_shows_phone(reader, entry->phones[i]))
			json_array_append_new(
				phones,
				document_phone(edition, entry->phones[i]));
	json_object_del(object, "phone");
	if (json_array_size(phones) > 0)
		json_object_set(object, "phone", phones);
	json_decref(phones);
}

static void set_departments(const struct edition *edition,
			    const struct entry *entry, json_t *object)
{
	const struct directory *directory = edition->directory;
	size_t facet = directory_facet(directory, VOCABULARY_DEPARTMENT);
	json_t *list = json_array();

	for (size_t i = 0; i < entry->term_count; i++) {
		const struct term *term = &directory->terms[entry->terms[i]];

		if (term->facet == facet)
			json_array_append_new(list,
					      reference(term->record, NULL));
	}
	json_object_set_new(object, VOCABULARY_DEPARTMENT, list);
}

static void set_address(const struct entry *entry, json_t *object)
{
	if (json_object_get(object, "address") == NULL &&
	    record_is(entry->record, ENTRY_ADDRESS_VISIBILITY, "public"))
		set_text(object, "address",
			 record_text(entry->record, ENTRY_ADDRESS));
}

json_t *document_entry(const struct edition *edition, const struct entry *entry,
		       const struct query *reader)
{
	json_t *object = document_reference(edition, entry);
	const struct entry *through = entry_through(entry);

	for (size_t row = 0; row < entry->record->kind->field_count; row++)
		set_row(edition, entry->record, row, object);
	set_phones(edition, entry, reader, object);
	set_departments(edition, entry, object);
	set_address(entry, object);
	if (!entry_has_contact(entry) && through != NULL)
		json_object_set_new(object, "through",
				    document_reference(edition, through));
	return object;
}

static json_t *term_of(const struct query *query, const struct results *results,
		       size_t number)
{
	const struct term *term = &query->directory->terms[number];
	json_t *object = reference(term->record, NULL);
	long long count = (long long)results->counts[number];

	json_object_set_new(object, "count", json_integer(count));
	if (query->chosen[number])
		json_object_set_new(object, "is_chosen", json_true());
	if (term->parent != TERM_NONE)
		set_text(object, "parent",
			 query->directory->terms[term->parent].id);
	return object;
}

static json_t *facet_of(const struct edition *edition,
			const struct query *query,
			const struct results *results, size_t place)
{
	const struct facet *facet = &query->directory->facets[place];
	json_t *object = json_object(), *terms = json_array();

	set_text(object, "id", facet->id);
	set_text(object, "name", document_facet_name(edition, facet));
	if (facet->record != NULL)
		set_text(object, "note",
			 record_text(facet->record, FACET_NOTE));
	if (facet->is_open)
		json_object_set_new(object, "is_open", json_true());
	for (size_t i = 0; i < facet->count; i++)
		json_array_append_new(
			terms, term_of(query, results, facet->first + i));
	json_object_set_new(object, "terms", terms);
	return object;
}

const char *document_facet_name(const struct edition *edition,
				const struct facet *facet)
{
	if (facet->record != NULL)
		return record_text(facet->record, FACET_NAME);
	return json_string_value(
		json_object_get(edition->texts, VOCABULARY_DEPARTMENT));
}

json_t *document_facets(const struct edition *edition,
			const struct query *query,
			const struct results *results)
{
	json_t *facets = json_array();

	for (size_t i = 0; i < query->directory->facet_count; i++)
		json_array_append_new(facets,
				      facet_of(edition, query, results, i));
	return facets;
}

json_t *document_list(const struct edition *edition, const struct query *query,
		      const struct results *results)
{
	long long pages = search_pages(results, query->per_page);
	size_t from = (size_t)((query->page - 1) * query->per_page);
	json_t *contents = json_array();

	for (size_t i = from;
	     i < results->count && i < from + (size_t)query->per_page; i++)
		json_array_append_new(
			contents,
			document_entry(edition, results->entries[i], NULL));
	return json_pack(
		"{sI sI sI sI sb sb sb so}", "total_items",
		(json_int_t)results->count, "total_pages", (json_int_t)pages,
		"page_number", (json_int_t)query->page, "size",
		(json_int_t)json_array_size(contents), "first_page",
		query->page == 1, "last_page", query->page >= pages, "empty",
		json_array_size(contents) == 0, "contents", contents);
}
