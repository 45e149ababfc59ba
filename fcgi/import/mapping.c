/* The table, and what every row does alike. */
#include "import/mapping.h"

#include <string.h>

#include "import/service-object.h"
#include "import/takes.h"
#include "text/list.h"

/* clang-format off */
static const struct mapping rows[] = {
	{ OF_ORGANIZATION, "id", .key = NULL },
	{ OF_ORGANIZATION, "name", .key = "name", .use = CLEAN_TEXT },
	{ OF_ORGANIZATION, "alternate_name", .key = "aka", .use = CLEAN_TEXT },
	{ OF_ORGANIZATION, "parent_organization_id", .take = takes_parent },
	{ OF_ORGANIZATION, "description", .take = takes_description },
	{ OF_ORGANIZATION, "website", .key = "link", .use = CLEAN_LINK },
	{ OF_ORGANIZATION, "url", .key = "link", .use = CLEAN_LINK },
	{ OF_ORGANIZATION, "additional_websites", "url", "label", "link",
	  CLEAN_LINK, .known = "id" },
	{ OF_ORGANIZATION, "email", .key = "email", .use = CLEAN_EMAIL },
	{ OF_ORGANIZATION, "licenses", .key = "licenses", .use = CLEAN_TEXT },
	{ OF_ORGANIZATION, "accreditations", .key = "accreditations",
	  .use = CLEAN_TEXT },
	{ OF_ORGANIZATION, "attributes", .take = takes_attributes },
	{ OF_ORGANIZATION, "last_modified", .take = takes_changed },
	{ OF_ORGANIZATION, "phones", .take = takes_phones },
	{ OF_ORGANIZATION, "contacts", .take = takes_contacts },
	{ OF_ORGANIZATION, "locations", .take = takes_locations },
	{ OF_ORGANIZATION, "services", .take = takes_services },

	{ OF_SERVICE, "id", .key = NULL },
	{ OF_SERVICE, "organization_id", .key = NULL },
	{ OF_SERVICE, "organization", .key = NULL },
	{ OF_SERVICE, "name", .key = "name", .use = CLEAN_TEXT },
	{ OF_SERVICE, "alternate_name", .key = "aka", .use = CLEAN_TEXT },
	{ OF_SERVICE, "description", .take = takes_description },
	{ OF_SERVICE, "url", .key = "link", .use = CLEAN_LINK },
	{ OF_SERVICE, "additional_urls", "url", "label", "link", CLEAN_LINK,
	  .known = "id" },
	{ OF_SERVICE, "email", .key = "email", .use = CLEAN_EMAIL },
	{ OF_SERVICE, "status", .take = takes_status },
	{ OF_SERVICE, "alert", .take = takes_aside },
	{ OF_SERVICE, "audience", .take = takes_aside },
	{ OF_SERVICE, "accepted_payments", .take = takes_aside },
	{ OF_SERVICE, "payments_accepted", .take = takes_aside },
	{ OF_SERVICE, "application_process", .key = "how", .use = CLEAN_TEXT },
	{ OF_SERVICE, "fees_description", .key = "cost", .use = CLEAN_TEXT },
	{ OF_SERVICE, "fees", .key = "cost", .use = CLEAN_TEXT },
	{ OF_SERVICE, "cost_options", .take = takes_costs,
	  .known = "id, option, amount, currency, amount_description" },
	{ OF_SERVICE, "interpretation_services", .key = "interpretation",
	  .use = CLEAN_TEXT },
	{ OF_SERVICE, "wait_time", .key = "waiting-time", .use = CLEAN_TEXT },
	{ OF_SERVICE, "licenses", .key = "licenses", .use = CLEAN_TEXT },
	{ OF_SERVICE, "accreditations", .key = "accreditations",
	  .use = CLEAN_TEXT },
	{ OF_SERVICE, "eligibility_description", .key = "eligibility",
	  .use = CLEAN_TEXT },
	{ OF_SERVICE, "minimum_age", .key = "age-min", .use = CLEAN_TEXT },
	{ OF_SERVICE, "maximum_age", .key = "age-max", .use = CLEAN_TEXT },
	{ OF_SERVICE, "required_documents", "document", "uri", "bring",
	  CLEAN_TEXT, .known = "id" },
	{ OF_SERVICE, "service_areas", .take = takes_areas,
	  .known = "id, name, description" },
	{ OF_SERVICE, "languages", .take = takes_languages,
	  .known = "id, name, code, note" },
	{ OF_SERVICE, "attributes", .take = takes_attributes },
	{ OF_SERVICE, "assured_date", .take = takes_checked },
	{ OF_SERVICE, "last_modified", .take = takes_changed },
	{ OF_SERVICE, "schedules", .take = takes_schedules },
	{ OF_SERVICE, "phones", .take = takes_phones },
	{ OF_SERVICE, "contacts", .take = takes_contacts },
	{ OF_SERVICE, "locations", .take = takes_locations },
	{ OF_SERVICE, "service_at_locations", .take = takes_places },
	{ OF_SERVICE, SERVICE_OBJECT_NOTES, .take = takes_unnamed },

	{ OF_PLACE, "id", .key = NULL },
	{ OF_PLACE, "service_id", .key = NULL },
	{ OF_PLACE, "service", .key = NULL },
	{ OF_PLACE, "location_id", .key = NULL },
	{ OF_PLACE, "location", .take = takes_locations },
	{ OF_PLACE, "phones", .take = takes_phones },
	{ OF_PLACE, "schedules", .take = takes_schedules },
	{ OF_PLACE, "contacts", .take = takes_contacts },

	{ OF_LOCATION, "id", .key = NULL },
	{ OF_LOCATION, "is_private", .key = NULL },
	{ OF_LOCATION, "name", .key = "name", .use = CLEAN_TEXT },
	{ OF_LOCATION, "alternate_name", .key = "aka", .use = CLEAN_TEXT },
	{ OF_LOCATION, "location_type", .key = "type", .use = CLEAN_WORD },
	{ OF_LOCATION, "description", .key = "description",
	  .use = CLEAN_TEXT },
	{ OF_LOCATION, "addresses", .take = takes_addresses,
	  .known = "id, address_1, address_2, city, county, region, "
		   "state_province, postal_code, country, address_type" },
	{ OF_LOCATION, "latitude", .key = "latitude", .use = CLEAN_TEXT },
	{ OF_LOCATION, "longitude", .key = "longitude", .use = CLEAN_TEXT },
	{ OF_LOCATION, "transportation", .key = "transport",
	  .use = CLEAN_TEXT },
	{ OF_LOCATION, "accessibility", "description", NULL, "accessibility",
	  CLEAN_TEXT, .known = "id" },
	{ OF_LOCATION, "schedules", .take = takes_schedules },
	{ OF_LOCATION, "languages", .take = takes_language_words,
	  .known = "id, name, code, note" },
	{ OF_LOCATION, "url", .key = "link", .use = CLEAN_LINK },
	{ OF_LOCATION, "phones", .take = takes_phones },
	{ OF_LOCATION, "contacts", .take = takes_contacts },

	{ OF_PHONE, "id", .key = NULL },
	{ OF_PHONE, "number", .key = NULL },
	{ OF_PHONE, "extension", .key = NULL },
	{ OF_PHONE, "type", .key = NULL },
	{ OF_PHONE, "description", .key = "purpose", .use = CLEAN_TEXT },
	{ OF_PHONE, "hours", .take = takes_phone_hours },
	{ OF_PHONE, "languages", .take = takes_language_words,
	  .known = "id, name, code, note" },

	{ OF_CONTACT, "id", .key = NULL },
	{ OF_CONTACT, "name", .key = "person", .use = CLEAN_TEXT },
	{ OF_CONTACT, "title", .key = "title", .use = CLEAN_TEXT },
	{ OF_CONTACT, "department", .key = "department", .use = CLEAN_TEXT },
	{ OF_CONTACT, "email", .key = NULL },
	{ OF_CONTACT, "phones", .key = NULL },
};
/* clang-format on */

#define ROWS (sizeof(rows) / sizeof(*rows))

static const char *const kinds[] = {
	[OF_ORGANIZATION] = "organization",
	[OF_SERVICE] = "service",
	[OF_PLACE] = "service_at_location",
	[OF_LOCATION] = "location",
	[OF_PHONE] = "phone",
	[OF_CONTACT] = "contact",
};

const char *mapping_text(struct taking *taking, const json_t *value)
{
	const char *text = NULL;

	if (json_is_string(value))
		text = json_string_value(value);
	else if (json_is_integer(value))
		text = arena_printf(taking->scratch, "%lld",
				    (long long)json_integer_value(value));
	else if (json_is_real(value))
		text = arena_printf(taking->scratch, "%.10g",
				    json_real_value(value));
	else if (json_is_boolean(value))
		text = json_is_true(value) ? "true" : "false";
	return text != NULL && text[strspn(text, " \t\r\n")] != '\0' ? text :
								       NULL;
}

const char *mapping_member(struct taking *taking, const json_t *object,
			   const char *name)
{
	return mapping_text(taking, json_object_get(object, name));
}

const char *mapping_name(struct taking *taking, const struct mapping *row)
{
	return arena_printf(taking->scratch, "%s.%s%s%s", kinds[row->of],
			    row->member, row->value != NULL ? "[]." : "",
			    row->value != NULL ? row->value : "");
}

/* Whether a text says where a place is that must not be found. */
static bool is_betraying(const struct taking *taking, const struct mapping *row,
			 const char *text)
{
	const struct harvest_section *entry = taking->entry;
	const char *name = harvest_value(entry, "name");
	const char *whose =
		entry->home != NULL ? harvest_value(entry->home, "name") : NULL;

	return row->of != OF_LOCATION && row->use == CLEAN_TEXT &&
	       strcmp(row->key, "name") != 0 && profile_has_street(text) &&
	       (profile_is_sheltered(text) ||
		(name != NULL && profile_is_sheltered(name)) ||
		(whose != NULL && profile_is_sheltered(whose)));
}

void mapping_put(struct taking *taking, struct harvest_section *section,
		 const struct mapping *row, const char *value, const char *note)
{
	struct clean_tally *tally = &taking->harvest->report->cleaned;
	const char *text = clean(value, row->use, tally, taking->scratch);

	if (text[0] == '\0')
		return;
	if (note != NULL)
		note = clean(note, CLEAN_TEXT, tally, taking->scratch);
	if (note != NULL && note[0] == '\0')
		note = NULL;
	if (is_betraying(taking, row, text) ||
	    !harvest_put(taking->harvest, section, row->key, text, note))
		harvest_note(taking->harvest, taking->entry,
			     mapping_name(taking, row), value);
}

static bool is_known(const struct mapping *row, const char *name)
{
	const char *known = row->known;
	struct list_item item;

	while (known != NULL && list_next_trimmed(&known, ",", &item))
		if (list_item_is(&item, name))
			return true;
	return (row->value != NULL && strcmp(row->value, name) == 0) ||
	       (row->note != NULL && strcmp(row->note, name) == 0);
}

static bool is_empty(const json_t *value)
{
	return json_is_null(value) ||
	       (json_is_string(value) && json_string_length(value) == 0) ||
	       (json_is_array(value) && json_array_size(value) == 0);
}

/* Counts what the objects of a list say beyond what is understood. */
static void count_beyond(struct taking *taking, const struct mapping *row,
			 json_t *list)
{
	const char *name;
	json_t *object, *value;
	size_t i;

	json_array_foreach(list, i, object) json_object_foreach(
		object, name,
		value) if (!is_known(row, name) && !is_empty(value))
		harvest_lose(taking->harvest,
			     arena_printf(taking->scratch, "%s.%s[].%s",
					  kinds[row->of], row->member, name));
}

/* Whether the member is to be a list of objects. */
static bool is_of_list(const struct mapping *row)
{
	return row->value != NULL || row->known != NULL ||
	       row->take == takes_phones || row->take == takes_contacts ||
	       row->take == takes_schedules || row->take == takes_places ||
	       row->take == takes_services || row->take == takes_attributes;
}

/* Counts what is of another type than HSDS has, which nothing takes. */
static void count_odd(struct taking *taking, const struct mapping *row,
		      json_t *value)
{
	bool is_list = is_of_list(row);
	json_t *one;
	size_t i;

	if (row->key == NULL && row->take == NULL)
		return;
	json_array_foreach(value, i, one) if (!json_is_object(one))
		harvest_lose(taking->harvest, mapping_name(taking, row));
	if (is_list ? !json_is_array(value) :
		      row->take == NULL && json_is_object(value))
		harvest_lose(taking->harvest, mapping_name(taking, row));
}

static void take_list(struct taking *taking, struct harvest_section *section,
		      const struct mapping *row, json_t *list)
{
	json_t *object;
	size_t i;

	json_array_foreach(list, i, object)
	{
		const char *value = mapping_member(taking, object, row->value);
		const char *note =
			row->note != NULL ?
				mapping_member(taking, object, row->note) :
				NULL;

		if (value != NULL)
			mapping_put(taking, section, row, value, note);
	}
}

static void take_row(struct taking *taking, struct harvest_section *section,
		     const struct mapping *row, json_t *value)
{
	const char *text;

	if (is_empty(value))
		return;
	count_odd(taking, row, value);
	if (row->known != NULL)
		count_beyond(taking, row, value);
	if (row->take != NULL) {
		row->take(taking, section, row, value);
	} else if (row->value != NULL) {
		take_list(taking, section, row, value);
	} else if (row->key != NULL) {
		text = mapping_text(taking, value);
		if (text != NULL)
			mapping_put(taking, section, row, text, NULL);
	}
}

static bool has_row(enum mapping_of of, const char *name)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].of == of && strcmp(rows[i].member, name) == 0)
			return true;
	return false;
}

/* What has no row is lost, unless it says who may know of the section; and
 * where it speaks of shelter, where that is is not told. */
static void take_unknown(struct taking *taking, enum mapping_of of,
			 struct harvest_section *section, const char *name,
			 const json_t *value)
{
	const char *field =
		arena_printf(taking->scratch, "%s.%s", kinds[of], name);

	if (of != OF_PHONE && of != OF_CONTACT)
		section->is_sheltered =
			section->is_sheltered || takes_speaks_of_shelter(value);
	if (!takes_says_private(taking, name, value)) {
		harvest_lose(taking->harvest, field);
	} else if (of == OF_SERVICE || of == OF_ORGANIZATION) {
		harvest_put(taking->harvest, section, "visibility", "internal",
			    NULL);
		harvest_note(taking->harvest, section, field,
			     mapping_text(taking, value));
	}
}

static void take_others(struct taking *taking, enum mapping_of of,
			struct harvest_section *section, json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach(object, name,
			    value) if (!has_row(of, name) && !is_empty(value))
		take_unknown(taking, of, section, name, value);
}

void mapping_run(struct taking *taking, enum mapping_of of,
		 struct harvest_section *section, json_t *object)
{
	struct clean_tally around = harvest_begin_cleaned(taking->harvest);
	bool was_abroad = taking->is_abroad;
	size_t known = 0;
	json_t *value;

	taking->is_abroad = takes_is_abroad(object, was_abroad);
	for (size_t i = 0; i < ROWS; i++) {
		value = rows[i].of == of ?
				json_object_get(object, rows[i].member) :
				NULL;
		if (value != NULL)
			take_row(taking, section, &rows[i], value);
		known += value != NULL;
	}
	/* Mostly there are none: each is one comparison with each row. */
	if (known < json_object_size(object))
		take_others(taking, of, section, object);
	taking->is_abroad = was_abroad;
	harvest_end_cleaned(taking->harvest, section, &around);
}
