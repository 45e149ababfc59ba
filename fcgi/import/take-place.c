/* Places. Each is internal, unless the profile names a term of its entry and
 * nothing there speaks of what must not be found. */
#include "import/takes.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "directory/location.h"
#include "import/house.h"
#include "text/list.h"
#include "text/utf8.h"

/* Whether the entry holds one of the terms, as in `service:food`. */
static bool holds(const struct harvest_section *entry, const char *terms)
{
	struct list_item item;

	while (terms != NULL && list_next_trimmed(&terms, ",", &item))
		for (const struct harvest_pair *pair = entry->pairs;
		     pair != NULL; pair = pair->next) {
			size_t facet = strlen(pair->name);
			size_t id = strcspn(pair->value, " ");

			if (item.length == facet + 1 + id &&
			    strncmp(item.text, pair->name, facet) == 0 &&
			    item.text[facet] == ':' &&
			    strncmp(item.text + facet + 1, pair->value, id) ==
				    0)
				return true;
		}
	return false;
}

static bool is_of_kind(const struct harvest_section *entry, const char *kinds)
{
	const char *kind = harvest_value(entry, "kind");
	struct list_item item;

	while (kind != NULL && kinds != NULL &&
	       list_next_trimmed(&kinds, ",", &item))
		if (list_item_is(&item, kind))
			return true;
	return false;
}

/* How far the places of the entry may be known, by what a column or the profile
 * says; NULL: not at all. */
static const char *wish_for(const struct taking *taking)
{
	const struct harvest_section *entry = taking->entry;
	const struct profile *profile = taking->profile;

	if (taking->visibility != NULL)
		return taking->visibility;
	if (holds(entry, profile->public_terms) ||
	    is_of_kind(entry, profile->public_kinds))
		return "public";
	return holds(entry, profile->city_terms) ||
			       is_of_kind(entry, profile->city_kinds) ?
		       "city" :
		       NULL;
}

static void judge(const struct taking *taking, struct harvest_section *place)
{
	struct harvest_section *entry = taking->entry;
	struct harvest_use *use =
		arena_alloc(taking->harvest->arena, sizeof(*use));
	const char *wish = wish_for(taking);

	if (place->visibility == NULL ||
	    (wish != NULL && strcmp(wish, "public") == 0))
		place->visibility = wish;
	use->entry = entry;
	use->next = place->uses;
	place->uses = use;
}

/* What a place is found by that has no id. */
static const char *key_for(struct taking *taking, const json_t *object)
{
	const char *key = takes_key(taking, "location", object);
	const json_t *address =
		json_array_get(json_object_get(object, "addresses"), 0);
	const char *street = mapping_member(taking, address, "address_1");
	const char *city = mapping_member(taking, address, "city");

	if (key != NULL || street == NULL || city == NULL)
		return key;
	return arena_printf(taking->scratch, "location//%s/%s", city, street);
}

static bool is_mail(struct taking *taking, const json_t *address)
{
	const char *type = mapping_member(taking, address, "address_type");

	return type != NULL && (strcasecmp(type, "postal") == 0 ||
				strcasecmp(type, "mailing") == 0);
}

/* Whether a place with the same id has another address. */
static bool is_elsewhere(struct taking *taking,
			 const struct harvest_section *place,
			 const json_t *object)
{
	struct arena *arena = taking->scratch;
	const json_t *address =
		json_array_get(json_object_get(object, "addresses"), 0);
	const char *own = harvest_value(place, "street");
	const char *told = mapping_member(taking, address, "address_1");

	if (own == NULL || told == NULL || is_mail(taking, address))
		return false;
	own = house_compared(own, arena);
	told = house_compared(told, arena);
	/* The second line of an address stands behind the first. */
	return strncmp(own, told, strlen(told)) != 0 &&
	       strcmp(house_of(own, arena), house_of(told, arena)) != 0;
}

static void take_location(struct taking *taking,
			  struct harvest_section *section, json_t *object)
{
	struct harvest *harvest = taking->harvest;
	const char *key = key_for(taking, object);
	const char *name = mapping_member(taking, object, "name");
	struct harvest_section *place = harvest_find(harvest, "location", key);

	if (place != NULL && is_elsewhere(taking, place, object)) {
		key = NULL;
		place = NULL;
	}
	if (place == NULL) {
		place = harvest_add(
			harvest, &location_section, key,
			name != NULL ? name :
				       arena_printf(taking->scratch, "%s place",
						    taking->entry->id),
			taking->entry->home != NULL ? taking->entry->home :
						      taking->entry);
		mapping_run(taking, OF_LOCATION, place, object);
		takes_uuid(taking, place);
	}
	place->is_sheltered = place->is_sheltered || taking->is_sheltered ||
			      takes_is_private(taking, object);
	judge(taking, place);
	harvest_put(harvest, section, "location", place->id, NULL);
}

void takes_locations(struct taking *taking, struct harvest_section *section,
		     const struct mapping *row, json_t *value)
{
	json_t *object;
	size_t i;

	(void)row;
	if (json_is_object(value))
		take_location(taking, section, value);
	json_array_foreach(value, i, object)
		take_location(taking, section, object);
}

void takes_places(struct taking *taking, struct harvest_section *section,
		  const struct mapping *row, json_t *value)
{
	json_t *object;
	size_t i;

	(void)row;
	taking->is_parted = takes_are_parted(value);
	json_array_foreach(value, i, object)
	{
		takes_spread(taking, object);
		mapping_run(taking, OF_PLACE, section, object);
	}
	taking->is_parted = false;
}

/* Members of an address, and the keys of where people go and of where mail
 * goes.
 */
static const struct {
	const char *member, *key, *mail;
	enum clean_use use;
} parts[] = {
	{ "city", "city", "mail-city", CLEAN_TEXT },
	{ "county", "county", NULL, CLEAN_TEXT }, /* of a table */
	{ "region", "county", NULL, CLEAN_TEXT },
	{ "state_province", "state", "mail-state", CLEAN_STATE },
	{ "postal_code", "postal-code", "mail-postal-code", CLEAN_TEXT },
	{ "country", "country", "country", CLEAN_TEXT },
};

/* What mail has as the place has it is said once. */
static bool is_said(const struct harvest_section *place, const char *key,
		    const char *text)
{
	const char *own = key != NULL ? harvest_value(place, key) : NULL;

	return own != NULL && strcmp(own, text) == 0;
}

static void take_part(struct taking *taking, struct harvest_section *place,
		      const struct mapping *row, const char *text)
{
	if (text != NULL)
		mapping_put(taking, place, row, text, NULL);
}

static void take_street(struct taking *taking, struct harvest_section *place,
			const json_t *address, bool is_of_mail)
{
	const struct mapping row = {
		OF_LOCATION, "addresses", .value = "address_1",
		.key = is_of_mail ? "mail-street" : "street", .use = CLEAN_TEXT
	};
	const char *first = mapping_member(taking, address, "address_1");
	const char *second = mapping_member(taking, address, "address_2");

	if (first == NULL || second == NULL)
		take_part(taking, place, &row, first != NULL ? first : second);
	else
		take_part(
			taking, place, &row,
			arena_printf(taking->scratch, "%s, %s", first, second));
}

/* HSDS has a region for whatever is one: `Greene County` as `Mid-Atlantic`. */
static bool is_county(const struct taking *taking, const char *region)
{
	static const char *const words[] = { "county",	    "parish",
					     "borough",	    "condado",
					     "census area", "municipio" };
	const char *said = taking->profile->regions;

	if (said != NULL)
		return strcmp(said, "counties") == 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasestr(region, words[i]) != NULL)
			return true;
	return false;
}

/* What is no county stands with the words of the source, for those inside. */
static bool is_noted(struct taking *taking, const char *member,
		     const char *text)
{
	if (strcmp(member, "region") != 0 || is_county(taking, text))
		return false;
	harvest_note(taking->harvest, taking->entry,
		     "location.addresses[].region", text);
	return true;
}

/* Whether a member that is kept nowhere does; of the others the place is asked.
 */
static bool speaks_of_shelter(const json_t *address)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)address, name, value)
	{
		bool is_kept = strcmp(name, "id") == 0 ||
			       strcmp(name, "address_1") == 0 ||
			       strcmp(name, "address_2") == 0;

		for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
			is_kept = is_kept || strcmp(name, parts[i].member) == 0;
		if (!is_kept && takes_speaks_of_shelter(value))
			return true;
	}
	return false;
}

static void take_address(struct taking *taking, struct harvest_section *place,
			 const json_t *address)
{
	bool is_of_mail = is_mail(taking, address);

	place->is_sheltered = place->is_sheltered ||
			      takes_is_private(taking, address) ||
			      speaks_of_shelter(address);
	take_street(taking, place, address, is_of_mail);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		const struct mapping row = {
			OF_LOCATION,
			"addresses",
			.value = parts[i].member,
			.key = is_of_mail ? parts[i].mail : parts[i].key,
			.use = parts[i].use,
		};
		const char *text =
			mapping_member(taking, address, parts[i].member);

		if (text == NULL ||
		    (is_of_mail && is_said(place, parts[i].key, text)) ||
		    (!is_of_mail && is_noted(taking, parts[i].member, text)))
			continue;
		if (row.key != NULL)
			take_part(taking, place, &row, text);
		else
			harvest_lose(taking->harvest,
				     mapping_name(taking, &row));
	}
}

/* Where people go first, so that what mail has alike is said once. */
void takes_addresses(struct taking *taking, struct harvest_section *section,
		     const struct mapping *row, json_t *value)
{
	json_t *address;
	size_t i;

	(void)row;
	for (int mail = 0; mail < 2; mail++)
		json_array_foreach(value, i,
				   address) if (is_mail(taking, address) ==
						(mail == 1))
			take_address(taking, section, address);
}

/* What of a text is letters, for free(). */
static char *letters_of(const char *text)
{
	char *letters = utf8_folded(text), *to = letters;

	for (const char *at = letters; *at != '\0'; at++)
		if (isalpha((unsigned char)*at) || (*at & 0x80) != 0)
			*to++ = *at;
	*to = '\0';
	return letters;
}

/* Whether a country, in small letters alone, has the code 1. */
static bool is_of_one(const char *country)
{
	const char *words =
		"us usa unitedstates unitedstatesofamerica eua eeuu "
		"estadosunidos estadosunidosdeamerica ca can canada pr pri "
		"puertorico gu gum guam vi vir usvi virginislands "
		"usvirginislands unitedstatesvirginislands as asm "
		"americansamoa mp mnp northernmarianaislands "
		"ag ai bb bm bs dm do gd jm kn ky lc ms sx tc tt vc vg";
	struct list_item item;

	while (list_next(&words, " ", &item))
		if (list_item_is(&item, country))
			return true;
	return false;
}

/* Sets `*is_said` where a country is, `*is_abroad` where one has not the code.
 */
static void ask_countries(const json_t *object, bool *is_said, bool *is_abroad)
{
	static const char *const members[] = { "service_at_locations",
					       "locations", "location",
					       "addresses" };
	const char *country =
		json_string_value(json_object_get(object, "country"));
	size_t i;
	json_t *one;

	if (country != NULL) {
		char *letters = letters_of(country);

		if (letters[0] != '\0') {
			*is_said = true;
			*is_abroad = *is_abroad || !is_of_one(letters);
		}
		free(letters);
	}
	json_array_foreach(object, i, one)
		ask_countries(one, is_said, is_abroad);
	for (i = 0; i < sizeof(members) / sizeof(*members); i++) {
		one = json_object_get(object, members[i]);
		if (one != NULL)
			ask_countries(one, is_said, is_abroad);
	}
}

bool takes_is_abroad(const json_t *object, bool is_around)
{
	bool is_said = false, is_abroad = false;

	ask_countries(object, &is_said, &is_abroad);
	return is_said ? is_abroad : is_around;
}
