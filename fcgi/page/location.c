/* The places of an entry as templates take them. */
#include "directory/members.h"
#include "document/document.h"
#include "page/parts.h"

/* What is no row of a place. */
static const char *const others[] = { "address", "mail", "is_city_only" };

static void set_absent(json_t *object, const char *name)
{
	if (json_object_get(object, name) == NULL)
		json_object_set_new(object, name, json_false());
}

static json_t *location_of(const struct edition *edition,
			   const struct location *location)
{
	json_t *object = document_location(edition, location, NULL, page_phone);
	char name[MEMBERS_NAME];

	page_set_runs(edition, json_object_get(object, "phone"));
	json_object_set_new(object, "opening",
			    page_opening(edition, object, location->record,
					 LOCATION_HOURS));
	for (size_t i = 0; i < location_section.field_count; i++) {
		members_print(location_section.fields[i].name, name);
		set_absent(object, name);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		set_absent(object, others[i]);
	return object;
}

json_t *page_locations(const struct edition *edition, const struct entry *entry,
		       bool is_handed_out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < entry->location_count; i++)
		if (!is_handed_out ||
		    location_is_public(entry->locations[i]->record))
			json_array_append_new(
				list,
				location_of(edition, entry->locations[i]));
	return list;
}
