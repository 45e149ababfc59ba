/* Places. Each is internal, unless the profile names a term of its entry and
 * nothing there speaks of what must not be found. */
#include "import/takes.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "directory/location.h"
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

/* Whether any value of the section, or of a phone of it, speaks of a place that
 * must not be found. */
static bool speaks_of_shelter(const struct harvest_section *section)
{
	if (section->is_sheltered)
		return true;
	for (const struct harvest_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (pair->refers == NULL && profile_is_sheltered(pair->value))
			return true;
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
	const struct harvest_section *entry = taking->entry;
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

/* An organization may be told behind its services. */
static const struct harvest_section *parent_of(
	const struct harvest *harvest, const struct harvest_section *entry)
{
	for (const struct harvest_pair *pair = entry->pairs; pair != NULL;
	     pair = pair->next)
		if (pair->refers != NULL && strcmp(pair->name, "parent") == 0)
			return harvest_find(harvest, pair->refers, pair->value);
	return entry->home;
}

static bool is_sheltered(const struct harvest *harvest,
			 const struct harvest_section *place)
{
	bool is_so = speaks_of_shelter(place);

	for (const struct harvest_use *use = place->uses; use != NULL && !is_so;
	     use = use->next) {
		const struct harvest_section *parent =
			parent_of(harvest, use->entry);

		is_so = speaks_of_shelter(use->entry) ||
			(parent != NULL && speaks_of_shelter(parent));
	}
	return is_so;
}

static bool is_direction(const char *word, size_t length)
{
	static const char *const words[] = { "n",     "s",     "e",    "w",
					     "ne",    "nw",    "se",   "sw",
					     "north", "south", "east", "west" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == length &&
		    strncmp(words[i], word, length) == 0)
			return true;
	return false;
}

/* The number of a house and the first word of its street, in small letters: the
 * same one is written `12 N. Elm St` and `12 North Elm Street, Apt 2`. Of what
 * begins with no number, all of it. */
static const char *house_of(const char *street, struct arena *arena)
{
	static const char between[] = " .,#";
	size_t number = strcspn(street, between), length;
	const char *word = street + number;

	if (!isdigit((unsigned char)street[0]))
		return street;
	do {
		word += strspn(word, between);
		length = strcspn(word, between);
		if (length == 0)
			return street;
		if (!is_direction(word, length))
			break;
		word += length;
	} while (true);
	return arena_printf(arena, "%.*s %.*s", (int)number, street,
			    (int)length, word);
}

static const char *compared(const char *text, struct arena *arena)
{
	char *plain = utf8_compared(text, strlen(text));
	const char *kept = arena_text(arena, plain, strlen(plain));

	free(plain);
	return kept;
}

/* By what two places are found to be one, or NULL. */
static const char *address_of(struct harvest *harvest,
			      const struct harvest_section *place)
{
	const char *street = harvest_value(place, "street");
	const char *city = harvest_value(place, "city");
	struct arena *arena = harvest->texts;

	if (street == NULL)
		return NULL;
	return arena_printf(arena, "%s/%s",
			    house_of(compared(street, arena), arena),
			    compared(city != NULL ? city : "", arena));
}

void takes_judged(struct harvest *harvest)
{
	struct table hidden = table_new(0, harvest->arena);
	struct harvest_section *at;
	const char *address;

	for (at = harvest->first; at != NULL; at = at->next) {
		arena_rest(harvest->texts);
		if (at->kind == &location_section &&
		    is_sheltered(harvest, at)) {
			at->is_sheltered = true;
			address = address_of(harvest, at);
			if (address != NULL)
				table_add(&hidden, "", address);
		}
	}
	for (at = harvest->first; at != NULL; at = at->next) {
		arena_rest(harvest->texts);
		if (at->kind == &location_section && at->visibility != NULL) {
			address = address_of(harvest, at);
			at->is_sheltered = at->is_sheltered ||
					   (address != NULL &&
					    table_find(&hidden, "", address) !=
						    TABLE_NONE);
		}
	}
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
	own = compared(own, arena);
	told = compared(told, arena);
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
		mapping_run(taking, OF_PLACE, section, object);
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

static void take_address(struct taking *taking, struct harvest_section *place,
			 const json_t *address)
{
	bool is_of_mail = is_mail(taking, address);

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
		    (is_of_mail && is_said(place, parts[i].key, text)))
			continue;
		if (row.key != NULL)
			take_part(taking, place, &row, text);
		else
			tally_add(&taking->harvest->report->lost,
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
