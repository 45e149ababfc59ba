/* Locations, addresses, and what they are called. */
#include "hsds/place.h"

#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "hsds/offer.h"
#include "hsds/part.h"
#include "hsds/schedule.h"
#include "site/wording.h"

#define NAME_BYTES ((size_t)4096)

/* A place of an entry. */
struct place {
	const struct edition *edition;
	const struct entry *entry;
	const struct location *location;
	size_t number; /* among those of the entry */
};

/* The words of a row, as a member. */
static const struct {
	const char *name;
	size_t row;
} words[] = {
	{ "name", LOCATION_NAME },
	{ "alternate_name", LOCATION_AKA },
	{ "description", LOCATION_DESCRIPTION },
	{ "transportation", LOCATION_TRANSPORT },
	{ "url", LOCATION_LINK },
};

/* The rows of an address: what it is, and where it says nothing, what the
 * other says. HSDS knows none without all of these. */
#define ADDRESS_PARTS 5
static const struct {
	const char *type, *part;
	size_t rows[ADDRESS_PARTS], instead[ADDRESS_PARTS];
} addresses[] = {
	{ "physical",
	  "address",
	  { LOCATION_STREET, LOCATION_CITY, LOCATION_STATE,
	    LOCATION_POSTAL_CODE, LOCATION_COUNTRY },
	  { LOCATION_STREET, LOCATION_CITY, LOCATION_STATE,
	    LOCATION_POSTAL_CODE, LOCATION_COUNTRY } },
	{ "postal",
	  "mail",
	  { LOCATION_MAIL_STREET, LOCATION_MAIL_CITY, LOCATION_MAIL_STATE,
	    LOCATION_MAIL_POSTAL_CODE, LOCATION_COUNTRY },
	  { LOCATION_MAIL_STREET, LOCATION_CITY, LOCATION_STATE,
	    LOCATION_POSTAL_CODE, LOCATION_COUNTRY } },
};
static const char *const address_members[ADDRESS_PARTS] = {
	"address_1", "city", "state_province", "postal_code", "country"
};

static bool is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool is_same_city(const struct location *a, const struct location *b)
{
	return is_same(record_text(a->record, LOCATION_CITY),
		       record_text(b->record, LOCATION_CITY)) &&
	       is_same(record_text(a->record, LOCATION_STATE),
		       record_text(b->record, LOCATION_STATE));
}

/* How many before it are told of by their city, and by the same. */
static size_t count_before(const struct entry *entry, size_t place)
{
	size_t count = 0;

	for (size_t i = 0; i < place; i++)
		count += !entry->locations[i]->is_whole &&
			 is_same_city(entry->locations[i],
				      entry->locations[place]);
	return count;
}

/* Appends the name of `part` (NULL: itself) of a place that has none of its
 * own, among the names of what belongs to the entry. */
static void print_name(const struct entry *entry, size_t place,
		       const char *part, struct buf *out)
{
	const struct record *record = entry->locations[place]->record;
	const char *city = record_text(record, LOCATION_CITY);
	const char *state = record_text(record, LOCATION_STATE);

	buf_printf(out, "location/%s/%s/%zu%s%s", state != NULL ? state : "",
		   city != NULL ? city : "", count_before(entry, place),
		   part != NULL ? "/" : "", part != NULL ? part : "");
}

/* Sets the member to the identifier of a place or of its `part`. */
static void set_id(const struct place *place, const char *part,
		   const char *name, json_t *object)
{
	struct buf out = buf_new(NAME_BYTES);

	if (place->location->is_whole) {
		hsds_set_id(place->edition, place->location->record, part, name,
			    object);
		return;
	}
	print_name(place->entry, place->number, part, &out);
	hsds_set_id(place->edition, place->entry->record, buf_text(&out), name,
		    object);
	buf_free(&out);
}

void hsds_identify_place(const struct directory *directory,
			 const struct entry *entry, size_t place,
			 char text[UUID_TEXT])
{
	const struct location *location = entry->locations[place];
	struct buf out = buf_new(NAME_BYTES);
	char id[UUID_TEXT];

	buf_puts(&out, "at/");
	if (location->is_whole) {
		uuid_of(directory, location->record, id);
		buf_puts(&out, id);
	} else {
		print_name(entry, place, NULL, &out);
	}
	uuid_of_part(directory, entry->record, buf_text(&out), text);
	buf_free(&out);
}

static void set_id_at_place(const void *whose, json_t *name, json_t *schedule)
{
	set_id(whose, json_string_value(name), "id", schedule);
	json_decref(name);
}

/* An address of which every part is known, or NULL. */
static json_t *address_of(const struct place *place, size_t which)
{
	const struct record *record = place->location->record;
	const char *county = record_text(record, LOCATION_COUNTY);
	json_t *object = json_object();

	set_id(place, addresses[which].part, "id", object);
	for (size_t i = 0; i < ADDRESS_PARTS; i++) {
		const char *text =
			record_text(record, addresses[which].rows[i]);

		if (text == NULL)
			text = record_text(record, addresses[which].instead[i]);
		if (text == NULL) {
			json_decref(object);
			return NULL;
		}
		document_text(object, address_members[i], text);
	}
	document_text(object, "region", which == 0 ? county : NULL);
	document_text(object, "address_type", addresses[which].type);
	return object;
}

static void set_addresses(const struct place *place, json_t *object)
{
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof(addresses) / sizeof(*addresses); i++) {
		json_t *one = address_of(place, i);

		if (one != NULL)
			json_array_append_new(list, one);
	}
	document_items(object, "addresses", list);
}

static void set_accessibility(const struct place *place, json_t *object)
{
	const struct record *record = place->location->record;
	const struct value *value =
		record_value(record, LOCATION_ACCESSIBILITY);
	json_t *list = json_array();

	for (size_t i = 0; value != NULL; value = record_next(value), i++) {
		json_t *one = json_object();
		json_t *name = json_sprintf("accessibility/%zu", i);

		set_id(place, json_string_value(name), "id", one);
		document_text(one, "description",
			      wording_of(place->edition, record,
					 LOCATION_ACCESSIBILITY, value)
				      .text);
		json_array_append_new(list, one);
		json_decref(name);
	}
	document_items(object, "accessibility", list);
}

static void set_languages(const struct place *place, json_t *object)
{
	const char *text = wording_text(place->edition, place->location->record,
					LOCATION_LANGUAGES);
	const struct value *code =
		record_value(place->location->record, LOCATION_LANGUAGE_CODE);
	json_t *list = json_array();

	if (text != NULL) {
		json_array_append_new(list, json_pack("{ss}", "note", text));
		set_id(place, "languages", "id", json_array_get(list, 0));
	}
	for (; code != NULL; code = record_next(code)) {
		json_t *one = hsds_language(place->edition, code->text);
		json_t *name = json_sprintf("language/%s", code->text);

		set_id_at_place(place, name, one);
		json_array_append_new(list, one);
	}
	document_items(object, "languages", list);
}

static void set_degrees(const struct place *place, size_t row, const char *name,
			json_t *object)
{
	const char *text = record_text(place->location->record, row);

	if (text != NULL)
		json_object_set_new(object, name,
				    json_real(strtod(text, NULL)));
}

/* Which type it is may not be known of a place whose city alone is public, and
 * HSDS wants one. */
static json_t *location_of(const struct place *place, bool is_full)
{
	const struct record *record = place->location->record;
	const char *type = record_text(record, LOCATION_TYPE);
	json_t *object = json_object();

	set_id(place, NULL, "id", object);
	document_text(object, "location_type",
		      type != NULL ? type : "physical");
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		document_text(
			object, words[i].name,
			wording_text(place->edition, record, words[i].row));
	set_degrees(place, LOCATION_LATITUDE, "latitude", object);
	set_degrees(place, LOCATION_LONGITUDE, "longitude", object);
	if (!is_full)
		return object;
	set_languages(place, object);
	set_addresses(place, object);
	set_accessibility(place, object);
	document_items(object, "phones",
		       hsds_phones(place->edition, place->location->phones,
				   place->location->phone_count));
	hsds_set_contacts(place->edition,
			  record_value(record, LOCATION_CONTACT),
			  set_id_at_place, place, object);
	hsds_set_schedules(place->edition, record, LOCATION_HOURS,
			   LOCATION_CLOSED, set_id_at_place, place, object);
	return object;
}

json_t *hsds_service_at_location(const struct edition *edition,
				 const struct entry *entry, size_t place,
				 bool is_full)
{
	const struct place of = { edition, entry, entry->locations[place],
				  place };
	json_t *object = json_object();
	char id[UUID_TEXT];

	hsds_identify_place(edition->directory, entry, place, id);
	document_text(object, "id", id);
	set_id(&of, NULL, "location_id", object);
	json_object_set_new(object, "location", location_of(&of, is_full));
	return object;
}

void hsds_set_places(const struct edition *edition,
		     const struct hsds_item *item, json_t *object)
{
	bool is_service = item->use == HSDS_SERVICES;
	const struct entry *entry = item->entry;
	const struct hsds_own own = { edition, item };
	json_t *list = json_array();

	for (size_t i = 0; i < entry->location_count; i++) {
		const struct place place = { edition, entry,
					     entry->locations[i], i };

		json_array_append_new(
			list, is_service ? hsds_service_at_location(
						   edition, entry, i, true) :
					   location_of(&place, true));
	}
	document_items(object,
		       is_service ? "service_at_locations" : "locations", list);
	if (is_service)
		hsds_set_schedules(edition, entry->record, ENTRY_HOURS,
				   ENTRY_CLOSED, hsds_set_own_id, &own, object);
}
