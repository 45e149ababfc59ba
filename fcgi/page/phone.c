/* A phone as templates take it, and the ways in which its number is used. */
#include <string.h>

#include "directory/members.h"
#include "document/document.h"
#include "document/record.h"
#include "page/parts.h"
#include "site/hours-words.h"

/* What belongs to a call is not said of a message to the same number. */
static const char *const of_calls[] = { "extension", "prompt", "relay" };

static void close_message(json_t *way)
{
	for (size_t i = 0; i < sizeof(of_calls) / sizeof(*of_calls); i++)
		json_object_set_new(way, of_calls[i], json_false());
}

/* Says of every type whether it is this one: what a way does not say would be
 * looked up in the phone around it. What a menu wants is, of a message, the
 * word to send. */
static json_t *way_of(const struct phone *phone, const json_t *shown,
		      size_t place)
{
	json_t *untranslated = json_object_get(shown, "untranslated");
	json_t *prompt = json_object_get(shown, "prompt");
	const struct phone_type *type = phone->types[place], *each;
	json_t *way = json_object(), *href = document_dial(phone, type);

	for (size_t i = 0; (each = phone_type_at(i)) != NULL; i++)
		document_flag(way, each->flag, each == type);
	json_object_set_new(way, "href", href != NULL ? href : json_false());
	document_flag(way, "is_more", place > 0);
	if (untranslated != NULL)
		json_object_set(way, "untranslated", untranslated);
	json_object_set_new(way, "keyword", json_false());
	if (phone->type_count > 1 && !phone_type_is_call(type))
		close_message(way);
	else if (json_is_string(prompt) && phone_type_is_text(type))
		json_object_set(way, "keyword", prompt);
	return way;
}

static json_t *ways_of(const struct phone *phone, const json_t *shown)
{
	json_t *ways = json_array();

	for (size_t i = 0; i < phone->type_count; i++)
		json_array_append_new(ways, way_of(phone, shown, i));
	return ways;
}

static void set_absent(json_t *object, const char *name)
{
	if (json_object_get(object, name) == NULL)
		json_object_set_new(object, name, json_false());
}

/* What a number does not have must not be looked up around it. */
static void close_number(const struct phone *phone, json_t *object)
{
	const struct phone_type *type;
	char name[MEMBERS_NAME];

	for (size_t i = 0; i < entry_phone.field_count; i++) {
		members_print(entry_phone.fields[i].name, name);
		set_absent(object, name);
	}
	for (size_t i = 0; (type = phone_type_at(i)) != NULL; i++)
		set_absent(object, type->flag);
	set_absent(object, "href");
	set_absent(object, "is_unconfirmed");
	set_absent(object, "language_names");
	set_absent(object, PAGE_GENERAL_HOURS);
	json_object_set_new(object, "ways", ways_of(phone, object));
}

/* Only hours other than all of them are worth a word in the crisis strip. */
static void set_limits(const struct edition *edition, const struct phone *phone,
		       json_t *object)
{
	const struct hours *text = record_hours(phone->record, PHONE_HOURS);
	json_t *hours = json_object_get(object, "hours");

	page_set_hours(edition, text, true, hours);
	if (text != NULL && !hours_words_are_always(text))
		json_object_set(object, "limits",
				json_object_get(hours, "in_words"));
	else
		json_object_set_new(object, "limits", json_false());
}

static void close_abroad(const struct edition *edition,
			 const struct phone *phone, json_t *object)
{
	const char *id = record_text(phone->record, PHONE_ABROAD);

	if (json_is_object(object))
		close_number(directory_phone(edition->directory, id), object);
}

json_t *page_phone(const struct edition *edition, const struct phone *phone)
{
	json_t *object = document_phone(edition, phone), *term;
	size_t i;

	json_object_set_new(
		object, "language_names",
		document_language_names(
			edition, json_object_get(object, "language_code")));
	close_number(phone, object);
	close_abroad(edition, phone, json_object_get(object, "abroad"));
	page_set_date(edition, json_object_get(object, "verified"));
	json_array_foreach(json_object_get(object, "audience"), i,
			   term) if (i > 0)
		json_object_set_new(term, "is_more", json_true());
	document_flag(object, "is_limited", phone->term_count > 0);
	set_limits(edition, phone, object);
	return object;
}

/* What it does not have must not be looked up in the entry around it. */
json_t *page_through(const struct edition *edition, const struct entry *entry,
		     const struct query *query)
{
	static const char *const members[] = { "phone", "link", "email" };
	json_t *through = document_through(edition, entry, query, page_phone);
	const struct entry *by = entry_through(entry);
	json_t *told = json_object();

	if (by != NULL)
		document_row(edition, by->record, ENTRY_HOURS, told);
	page_set_general_hours(edition, told,
			       json_object_get(through, "phone"));
	json_decref(told);
	page_set_runs(edition, json_object_get(through, "phone"));
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		if (through != NULL)
			set_absent(through, members[i]);
	return through;
}
