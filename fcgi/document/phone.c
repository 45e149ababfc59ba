/* The model of a phone. */
#include <string.h>

#include "document/document.h"
#include "document/record.h"

static json_t *answered_by(const struct edition *edition,
			   const struct record *record)
{
	json_t *object = document_of(edition, record);

	document_words(edition, record, ANSWERED_BY_CAUTION, "caution", object);
	return object;
}

json_t *document_dial(const struct phone *phone, const struct phone_type *type)
{
	const char *extension = record_text(phone->record, PHONE_EXTENSION);

	if (type->scheme == NULL)
		return NULL;
	if (!phone_type_is_call(type))
		extension = NULL;
	return json_sprintf("%s%s%s%s", type->scheme, phone->number.dialed,
			    extension != NULL ? ";ext=" : "",
			    extension != NULL ? extension : "");
}

static void set_number(const struct phone *phone, json_t *object)
{
	json_t *href = document_dial(phone, phone->types[0]);

	document_text(object, "number", phone->number.shown);
	document_text(object, "dialed", phone->number.dialed);
	document_text(object, "extension",
		      record_text(phone->record, PHONE_EXTENSION));
	if (href != NULL)
		json_object_set_new(object, "href", href);
}

/* `type`, its flag and `href` are those of the first way to use it, which most
 * programs look at; `types` are all. */
static void set_types(const struct phone *phone, json_t *object)
{
	json_t *types = json_array();

	for (size_t i = 0; i < phone->type_count; i++)
		json_array_append_new(types, json_string(phone->types[i]->id));
	document_text(object, "type", phone->types[0]->id);
	json_object_set_new(object, "types", types);
	json_object_set_new(object, phone->types[0]->flag, json_true());
}

/* The relay's number is written like any other. */
static void set_relay(const struct phone *phone, json_t *object)
{
	const struct phone_number *number = &phone->relay;
	json_t *way;

	if (number->dialed[0] == '\0')
		return;
	way = json_object();
	document_text(way, "number", number->shown);
	document_text(way, "dialed", number->dialed);
	json_object_set_new(way, "href",
			    json_sprintf("tel:%s", number->dialed));
	json_object_set_new(object, "relay", way);
}

/* Whether the one number may be named within the words about the other: it is
 * called, by everybody, confirmed beyond doubt, and answered by the same. */
static bool goes_with(const struct phone *abroad, const struct phone *phone)
{
	return abroad->types[0]->scheme != NULL && abroad->term_count == 0 &&
	       abroad->answered_by == phone->answered_by &&
	       record_value(abroad->record, PHONE_VERIFIED) != NULL &&
	       record_value(abroad->record, PHONE_DOUBT) == NULL;
}

/* What stands together wherever the number stands: all that reaches the service
 * behind it, and what decides whether to call there. */
static void set_reach(const struct edition *edition, const struct phone *phone,
		      json_t *object)
{
	document_text(object, "id", phone->id);
	set_number(phone, object);
	document_words(edition, phone->record, PHONE_PROMPT, "prompt", object);
	set_types(phone, object);
	set_relay(phone, object);
	json_object_set_new(object, "answered_by",
			    answered_by(edition, phone->answered_by));
	document_row(edition, phone->record, PHONE_AUDIENCE, object);
	if (record_value(phone->record, PHONE_VERIFIED) == NULL)
		json_object_set_new(object, "is_unconfirmed", json_true());
	document_words(edition, phone->record, PHONE_DOUBT, "doubt", object);
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
	way = document_object(edition);
	set_reach(edition, abroad, way);
	if (goes_with(abroad, phone))
		json_object_set_new(way, "goes_with", json_true());
	json_object_set_new(object, "abroad", way);
}

json_t *document_phone(const struct edition *edition, const struct phone *phone)
{
	json_t *object = document_object(edition);

	document_text(object, "id", phone->id);
	for (size_t row = 0; row < phone->record->kind->field_count; row++)
		document_row(edition, phone->record, row, object);
	set_reach(edition, phone, object);
	set_abroad(edition, phone, object);
	return object;
}
