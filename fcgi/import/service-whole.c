/* What belongs together of a row is put together, once all of it is there. */
#include "import/service-whole.h"

#include <ctype.h>
#include <string.h>

static const char *text_of(const json_t *object, const char *member)
{
	return json_string_value(json_object_get(object, member));
}

/* A row without a name is its organization: what it says of itself it says of
 * that, so that both become one entry. */
static void end_names(struct service_object *object)
{
	const char *name = text_of(object->service, "name");
	const char *whose = text_of(object->organization, "name");
	const char *text = text_of(object->service, "description");

	if (whose == NULL || (name != NULL && strcmp(name, whose) != 0))
		return;
	object->taking->home_kind = object->taking->kind;
	if (text == NULL)
		json_object_set_new(object->service, "description",
				    json_string(whose));
	if (text_of(object->organization, "description") == NULL)
		json_object_set_new(object->organization, "description",
				    json_string(text != NULL ? text : whose));
	if (name == NULL)
		json_object_set_new(object->service, "name",
				    json_string(whose));
}

/* The last of the days from `day` on that have the same hours. */
static size_t last_alike(const struct service_object *object, size_t day)
{
	size_t last = day;

	while (last + 1 < SERVICE_OBJECT_DAYS &&
	       object->days[last + 1] != NULL &&
	       strcmp(object->days[last + 1], object->days[day]) == 0)
		last++;
	return last;
}

static void end_hours(struct service_object *object)
{
	const char *const *names = service_object_days;
	const char *all = object->hours;

	for (size_t i = 0; i < SERVICE_OBJECT_DAYS; i++) {
		size_t last;

		if (object->days[i] == NULL)
			continue;
		last = last_alike(object, i);
		all = arena_printf(
			object->taking->scratch, "%s%s%s%s%s %s",
			all != NULL ? all : "", all != NULL ? "; " : "",
			names[i], last > i ? "-" : "",
			last > i ? names[last] : "", object->days[i]);
		i = last;
	}
	if (all != NULL)
		json_object_set_new(object->service, "schedules",
				    json_pack("[{ss}]", "description", all));
}

static void end_phones(struct service_object *object)
{
	json_t *phones = json_array();

	for (size_t i = 0; i < SERVICE_OBJECT_LINES * COLUMNS_GROUPS; i++)
		if (object->phones[i] != NULL)
			json_array_append_new(phones, object->phones[i]);
	json_object_set_new(object->service, "phones", phones);
}

/* The bytes at the end of a text that are a ZIP code, `62701` or `62701-1234`,
 * behind a blank; else 0. */
static size_t zip_at_end(const char *text)
{
	static const char digits[] = "0123456789";
	const char *zip = strrchr(text, ' ');
	size_t count;

	if (zip == NULL)
		return 0;
	zip++;
	count = strspn(zip, digits);
	if (count != 5 ||
	    (zip[5] != '\0' && (zip[5] != '-' || strspn(zip + 6, digits) != 4 ||
				zip[10] != '\0')))
		return 0;
	return strlen(zip);
}

/* `Springfield, IL 62701`, in a table that has one column for the three. */
static void part_city(json_t *address)
{
	const char *city = text_of(address, "city");
	size_t zip = city != NULL ? zip_at_end(city) : 0, end, name;
	const char *state;

	if (city == NULL || text_of(address, "state_province") != NULL ||
	    text_of(address, "postal_code") != NULL)
		return;
	end = strlen(city) - zip;
	while (end > 0 && city[end - 1] == ' ')
		end--;
	if (end < 4 || (zip == 0 && memchr(city, ',', end) == NULL))
		return;
	state = city + end - 2;
	for (name = end - 2; name > 0 && strchr(" ,", city[name - 1]) != NULL;
	     name--)
		;
	if (!isupper((unsigned char)state[0]) ||
	    !isupper((unsigned char)state[1]) || name == 0 || name == end - 2)
		return;
	json_object_set_new(address, "state_province", json_stringn(state, 2));
	if (zip > 0)
		json_object_set_new(address, "postal_code",
				    json_string(city + strlen(city) - zip));
	json_object_set_new(address, "city", json_stringn(city, name));
}

static void add_address(json_t *place, json_t *address, const char *type)
{
	if (address == NULL)
		return;
	part_city(address);
	json_object_set_new(address, "address_type", json_string(type));
	if (json_object_get(place, "addresses") == NULL)
		json_object_set_new(place, "addresses", json_array());
	json_array_append_new(json_object_get(place, "addresses"), address);
}

/* Also tells that it is a service, by a member that only those have. */
static void end_places(struct service_object *object)
{
	const char *id = text_of(object->service, "id");
	json_t *places = json_array();

	for (size_t i = 0; i < COLUMNS_GROUPS; i++) {
		json_t *place = object->places[i];

		if (place == NULL)
			continue;
		json_object_set_new(
			place, "id",
			json_string(arena_printf(object->taking->scratch,
						 "%s//place/%zu",
						 id != NULL ? id : "", i)));
		add_address(place, object->addresses[i], "physical");
		add_address(place, object->mails[i], "postal");
		json_array_append_new(places,
				      json_pack("{so}", "location", place));
	}
	json_object_set_new(object->service, "service_at_locations", places);
}

/* An address or a number that no name says whose it is may be a person's. */
static void end_contact(struct service_object *object)
{
	const char *email = text_of(object->contact, "email");
	const char *number = text_of(
		json_array_get(json_object_get(object->contact, "phones"), 0),
		"number");

	if (object->contact == NULL)
		return;
	if (text_of(object->contact, "name") == NULL) {
		if (email != NULL)
			service_object_note(object, "person-email", email,
					    false);
		if (number != NULL)
			service_object_note(object, "person-phone", number,
					    false);
		json_object_del(object->contact, "email");
		json_object_del(object->contact, "phones");
	}
	if (json_object_size(object->contact) > 0)
		json_object_set_new(object->service, "contacts",
				    json_pack("[O]", object->contact));
	json_decref(object->contact);
}

json_t *service_whole(struct service_object *object)
{
	end_names(object);
	end_hours(object);
	end_phones(object);
	end_places(object);
	end_contact(object);
	if (object->organization != NULL)
		json_object_set_new(object->service, "organization",
				    object->organization);
	json_object_set_new(object->service, SERVICE_OBJECT_NOTES,
			    object->notes);
	return object->service;
}
