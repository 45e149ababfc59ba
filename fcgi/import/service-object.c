/* Members by the parts of columns.c. */
#include "import/service-object.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "text/date.h"
#include "text/list.h"

static const char *const lines[SERVICE_OBJECT_LINES] = { NULL, "fax", "text",
							 "textphone" };
const char *const service_object_days[SERVICE_OBJECT_DAYS] = {
	"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"
};

struct service_object service_object_new(struct taking *taking)
{
	taking->kind = taking->home_kind = taking->visibility = NULL;
	taking->is_sheltered = taking->is_internal = false;
	return (struct service_object){
		.taking = taking,
		.service = json_object(),
		.notes = json_array(),
	};
}

static json_t *made(json_t **object)
{
	if (*object == NULL)
		*object = json_object();
	return *object;
}

/* What stands there already comes first. */
static void put(json_t *object, const char *member, const char *text,
		struct arena *arena)
{
	const char *before = json_string_value(json_object_get(object, member));

	if (before != NULL)
		text = arena_printf(arena, "%s\n\n%s", before, text);
	json_object_set_new(object, member, json_string(text));
}

void service_object_note(struct service_object *object, const char *heading,
			 const char *text, bool is_withheld)
{
	json_array_append_new(object->notes,
			      json_pack("{ss ss sb}", "column", heading, "text",
					text, "is_private", is_withheld));
}

static const char *separators_of(const struct profile *profile)
{
	static const struct {
		const char *name, *signs;
	} all[] = {
		{ "commas", "," },  { "semicolons", ";" }, { "bars", "|" },
		{ "slashes", "/" }, { "lines", "\n\r" },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (profile->lists != NULL &&
		    strcmp(all[i].name, profile->lists) == 0)
			return all[i].signs;
	return ";";
}

static json_t *list_of(json_t *object, const char *member)
{
	if (json_object_get(object, member) == NULL)
		json_object_set_new(object, member, json_array());
	return json_object_get(object, member);
}

static void put_list(struct service_object *object, const struct column *column,
		     const char *text, bool is_withheld)
{
	json_t *list = list_of(object->service, column->key->list);
	struct list_item item;

	(void)is_withheld;
	while (list_next_trimmed(&text, separators_of(object->taking->profile),
				 &item))
		if (item.length > 0)
			json_array_append_new(
				list, json_pack("{ss%}", column->key->member,
						item.text, item.length));
}

static void put_terms(struct service_object *object,
		      const struct column *column, const char *text,
		      bool is_withheld)
{
	json_t *list = list_of(object->service, "attributes");
	struct list_item item;

	(void)is_withheld;
	while (list_next_trimmed(&text, separators_of(object->taking->profile),
				 &item)) {
		json_t *attribute;

		if (item.length == 0)
			continue;
		attribute = json_pack("{s{ss% ss%}}", "taxonomy_term", "code",
				      item.text, item.length, "name", item.text,
				      item.length);
		if (column->facet != NULL)
			json_object_set_new(attribute, "link_type",
					    json_string(column->facet));
		json_array_append_new(list, attribute);
	}
}

static void put_hours(struct service_object *object,
		      const struct column *column, const char *text,
		      bool is_withheld)
{
	(void)is_withheld;
	if (column->key->member == NULL)
		object->hours = text;
	for (size_t i = 0; i < SERVICE_OBJECT_DAYS; i++)
		if (column->key->member != NULL &&
		    strcmp(service_object_days[i], column->key->member) == 0)
			object->days[i] = text;
}

static void put_phone(struct service_object *object,
		      const struct column *column, const char *text,
		      bool is_withheld)
{
	json_t *phone;
	int line = 0;

	for (int i = 1; i < SERVICE_OBJECT_LINES; i++)
		if (column->key->list != NULL &&
		    strcmp(lines[i], column->key->list) == 0)
			line = i;
	phone = made(&object->phones[line * COLUMNS_GROUPS + column->group]);
	if (line > 0)
		json_object_set_new(phone, "type", json_string(lines[line]));
	if (is_withheld)
		json_object_set_new(phone, "is_private", json_true());
	put(phone, column->key->member, text, object->taking->scratch);
}

static void put_place(struct service_object *object,
		      const struct column *column, const char *text,
		      bool is_withheld)
{
	json_t *place = made(&object->places[column->group]);
	json_t *into = place;

	if (column->key->part == COLUMNS_ADDRESS)
		into = made(&object->addresses[column->group]);
	if (column->key->part == COLUMNS_MAIL)
		into = made(&object->mails[column->group]);
	if (is_withheld)
		json_object_set_new(place, "is_private", json_true());
	if (strcmp(column->key->member, "accessibility") == 0)
		json_object_set_new(place, "accessibility",
				    json_pack("[{ss}]", "description", text));
	else
		put(into, column->key->member, text, object->taking->scratch);
}

/* The year that is written with two digits: the last one that has begun. */
static int whole_year(int year)
{
	char today[DATE_DAY];

	clock_today(today);
	return year + (year <= atoi(today) % 100 ? 2000 : 1900);
}

/* `4/5/2026`, `4/5/26` as a date where the profile says which is the month. */
static const char *dated(const struct taking *taking, const char *text)
{
	const char *order = taking->profile->dates;
	int first, second, year, begin, length = 0;
	bool is_day_first;

	if (order == NULL ||
	    sscanf(text, "%2d%*1[/.-]%2d%*1[/.-]%n%4d%n", &first, &second,
		   &begin, &year, &length) != 3 ||
	    !isdigit((unsigned char)text[begin]) ||
	    isdigit((unsigned char)text[length]) ||
	    (year < 1000 && length - begin != 2))
		return text;
	if (length - begin == 2)
		year = whole_year(year);
	is_day_first = strcmp(order, "day-first") == 0;
	if ((is_day_first ? second : first) > 12)
		return text;
	return arena_printf(taking->scratch, "%04d-%02d-%02d", year,
			    is_day_first ? second : first,
			    is_day_first ? first : second);
}

static void put_service(struct service_object *object,
			const struct column *column, const char *text,
			bool is_withheld)
{
	const char *member = column->key->member;

	(void)is_withheld;
	if (strcmp(member, "last_modified") == 0 ||
	    strcmp(member, "assured_date") == 0)
		text = dated(object->taking, text);
	put(object->service, member, text, object->taking->scratch);
}

static void put_contact(struct service_object *object,
			const struct column *column, const char *text,
			bool is_withheld)
{
	json_t *contact = made(&object->contact);

	(void)is_withheld;
	if (strcmp(column->key->member, "number") == 0)
		json_object_set_new(contact, "phones",
				    json_pack("[{ss}]", "number", text));
	else
		put(contact, column->key->member, text,
		    object->taking->scratch);
}

static void put_kind(struct service_object *object, const struct column *column,
		     const char *text, bool is_withheld)
{
	struct taking *taking = object->taking;

	(void)is_withheld;
	taking->kind = terms_kind(taking->harvest->terms, text);
	if (taking->kind == NULL)
		service_object_note(object, column->heading, text, false);
}

static bool is_among(const char *text, const char *list)
{
	struct list_item item;

	while (list != NULL && list_next_trimmed(&list, ",", &item))
		if (strlen(text) == item.length &&
		    strncasecmp(text, item.text, item.length) == 0)
			return true;
	return false;
}

static void put_visibility(struct service_object *object,
			   const struct column *column, const char *text,
			   bool is_withheld)
{
	struct taking *taking = object->taking;
	const struct profile *profile = taking->profile;

	(void)is_withheld;
	if (is_among(text, "public") || is_among(text, profile->public_values))
		taking->visibility = "public";
	else if (is_among(text, "city") || is_among(text, profile->city_values))
		taking->visibility = "city";
	else if (!is_among(text, "internal, no, private"))
		service_object_note(object, column->heading, text, false);
}

static void put_organization(struct service_object *object,
			     const struct column *column, const char *text,
			     bool is_withheld)
{
	(void)is_withheld;
	put(made(&object->organization), column->key->member, text,
	    object->taking->scratch);
}

static void put_note(struct service_object *object, const struct column *column,
		     const char *text, bool is_withheld)
{
	service_object_note(object, column->heading, text, is_withheld);
}

static const struct {
	void (*put)(struct service_object *object, const struct column *column,
		    const char *text, bool is_withheld);
	bool can_withhold; /* what is withheld is told those inside by itself */
} parts[] = {
	[COLUMNS_SERVICE] = { put_service, false },
	[COLUMNS_ORGANIZATION] = { put_organization, false },
	[COLUMNS_LIST] = { put_list, false },
	[COLUMNS_TERM] = { put_terms, false },
	[COLUMNS_HOURS] = { put_hours, false },
	[COLUMNS_PHONE] = { put_phone, true },
	[COLUMNS_PLACE] = { put_place, true },
	[COLUMNS_ADDRESS] = { put_place, true },
	[COLUMNS_MAIL] = { put_place, true },
	[COLUMNS_CONTACT] = { put_contact, true },
	[COLUMNS_KIND] = { put_kind, true },
	[COLUMNS_VISIBILITY] = { put_visibility, true },
	[COLUMNS_PRIVATE] = { put_note, true },
	[COLUMNS_INTERNAL] = { put_note, true },
	[COLUMNS_DROPPED] = { put_note, true },
};

void service_object_put(struct service_object *object,
			const struct column *column, const char *text,
			bool is_withheld)
{
	enum columns_part part = column->key->part;

	if (is_withheld && !parts[part].can_withhold)
		part = COLUMNS_INTERNAL;
	parts[part].put(object, column, text, is_withheld);
}

static const char *text_of(const json_t *object, const char *member)
{
	return json_string_value(json_object_get(object, member));
}

void service_object_below(struct service_object *object, const char *id)
{
	if (id != NULL)
		json_object_set_new(made(&object->organization), "id",
				    json_string(id));
}

void service_object_own(struct service_object *object, const char *id)
{
	const char *name = text_of(object->service, "name");

	if (name != NULL)
		json_object_set_new(made(&object->organization), "name",
				    json_string(name));
	service_object_below(object, id);
}

bool service_object_is_named(const struct service_object *object)
{
	return text_of(object->service, "name") != NULL ||
	       text_of(object->organization, "name") != NULL;
}

const char *service_object_id(const struct service_object *object)
{
	return text_of(object->service, "id");
}

const char *service_object_words(const struct service_object *object)
{
	const char *const told[] = {
		text_of(object->organization, "id"),
		text_of(object->organization, "name"),
		text_of(object->service, "name"),
		text_of(object->addresses[1], "city"),
		text_of(object->addresses[1], "address_1"),
	};
	const char *words = NULL;

	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
		if (told[i] != NULL)
			words = words == NULL ?
					told[i] :
					arena_printf(object->taking->scratch,
						     "%s//%s", words, told[i]);
	return words;
}

void service_object_identify(struct service_object *object, const char *id)
{
	json_object_set_new(object->service, "id", json_string(id));
}
