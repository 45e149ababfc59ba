/* The ways in which one number is used. */
#include <string.h>

#include "document/document.h"
#include "page/parts.h"

/* What belongs to a call is not said of a message to the same number. */
static const char *const of_calls[] = { "extension", "prompt", "relay" };

static void close_message(json_t *way)
{
	for (size_t i = 0; i < sizeof(of_calls) / sizeof(*of_calls); i++)
		json_object_set_new(way, of_calls[i], json_false());
}

/* Says of every type whether it is this one: what a way does not say would be
 * looked up in the phone around it. */
static json_t *way_of(const struct phone *phone, json_t *untranslated,
		      size_t place)
{
	const struct phone_type *type = phone->types[place], *each;
	json_t *way = json_object(), *href = document_dial(phone, type);

	for (size_t i = 0; (each = phone_type_at(i)) != NULL; i++)
		document_flag(way, each->flag, each == type);
	json_object_set_new(way, "href", href != NULL ? href : json_false());
	document_flag(way, "is_more", place > 0);
	if (untranslated != NULL)
		json_object_set(way, "untranslated", untranslated);
	if (phone->type_count > 1 && !phone_type_is_call(type))
		close_message(way);
	return way;
}

void page_set_ways(const struct edition *edition, json_t *phone)
{
	const char *id = json_string_value(json_object_get(phone, "id"));
	const struct phone *of = directory_phone(edition->directory, id);
	json_t *untranslated = json_object_get(phone, "untranslated");
	json_t *ways = json_array();

	/* One that is closed for the time being has none. */
	for (size_t i = 0; of != NULL && i < of->type_count; i++)
		json_array_append_new(ways, way_of(of, untranslated, i));
	json_object_set_new(phone, "ways", ways);
}
