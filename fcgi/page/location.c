/* The places of an entry as templates take them. */
#include "directory/members.h"
#include "document/document.h"
#include "page/parts.h"

#define WHERE_BYTES ((size_t)4096)
#define WHERE_MOST  3

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

	page_set_general_hours(edition, object,
			       json_object_get(object, "phone"));
	page_set_runs(edition, json_object_get(object, "phone"));
	json_object_set_new(object, "opening",
			    page_opening(edition, object, location->record,
					 LOCATION_HOURS));
	json_object_set_new(
		object, "language_names",
		document_language_names(
			edition, json_object_get(object, "language_code")));
	page_set_contacts(edition, object);
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

/* `Springfield, IL`, once in the list. */
static void add_city(const struct record *record, json_t *list)
{
	const char *city = record_text(record, LOCATION_CITY);
	const char *state = record_text(record, LOCATION_STATE);
	json_t *one, *each;
	bool is_there = false;
	size_t i;

	if (city == NULL)
		return;
	one = state != NULL ? json_sprintf("%s, %s", city, state) :
			      json_string(city);
	json_array_foreach(list, i, each) is_there |= json_equal(each, one);
	if (!is_there)
		json_array_append(list, one);
	json_decref(one);
}

/* Of many, a card has room for the first. */
void page_set_where(const struct entry *entry, json_t *card)
{
	struct buf words = buf_new(WHERE_BYTES);
	json_t *list = json_array(), *each;
	size_t i;

	for (i = 0; i < entry->location_count; i++)
		if (location_is_public(entry->locations[i]->record))
			add_city(entry->locations[i]->record, list);
	json_array_foreach(list, i, each) if (i < WHERE_MOST) buf_printf(
		&words, "%s%s", i > 0 ? "; " : "", json_string_value(each));
	if (json_array_size(list) > WHERE_MOST)
		buf_puts(&words, "; \xE2\x80\xA6");
	json_object_set_new(card, "where",
			    words.length > 0 ? json_string(buf_text(&words)) :
					       json_false());
	buf_free(&words);
	json_decref(list);
}
