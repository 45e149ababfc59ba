/* Which places nobody may know, and which texts would tell where they are. */
#include "import/takes.h"

#include <string.h>

#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/location.h"
#include "import/house.h"
#include "import/street.h"

#define DEPTH 8 /* of organizations above one another */

/* What must not be found. */
struct judging {
	struct harvest *harvest;
	/* Houses with their city; those of which nobody says the city, or of
	 * any where the other does not; and as they stand in texts. */
	struct table addresses, anywhere, every, houses;
	/* The names of streets, in the scope of who has the place; and of those
	 * without a house, which are all of an address, also of anybody: "". */
	struct table streets, bare;
};

static bool has(const struct table *table, const char *scope, const char *name)
{
	return table_find(table, scope, name) != TABLE_NONE;
}

/* Whether any value of the section, or of a phone of it, speaks of a place that
 * must not be found; asked once. */
static bool speaks_of_shelter(struct harvest_section *section)
{
	const struct harvest_pair *pair = section->pairs;

	for (; pair != NULL && !section->is_judged && !section->is_sheltered;
	     pair = pair->next)
		section->is_sheltered = pair->refers == NULL &&
					profile_is_sheltered(pair->value);
	section->is_judged = true;
	return section->is_sheltered;
}

static bool is_sheltered(const struct harvest *harvest,
			 struct harvest_section *place)
{
	bool is_so = speaks_of_shelter(place);

	for (const struct harvest_use *use = place->uses; use != NULL && !is_so;
	     use = use->next) {
		struct harvest_section *entry = use->entry;

		for (int i = 0; entry != NULL && i < DEPTH && !is_so; i++) {
			is_so = speaks_of_shelter(entry);
			entry = harvest_above(harvest, entry);
		}
	}
	return is_so;
}

/* By what two places are found to be one: the house, and the city up to a
 * comma;
 * `*house` is NULL where there is none. */
static void address_of(struct harvest *harvest,
		       const struct harvest_section *place, const char **house,
		       const char **city)
{
	const char *street = harvest_value(place, "street");
	struct arena *arena = harvest->texts;

	*house = street == NULL ?
			 NULL :
			 house_of(house_compared(street, arena), arena);
	*city = harvest_value(place, "city");
	if (*city != NULL)
		*city = house_compared(
			arena_text(arena, *city, strcspn(*city, ",")), arena);
}

/* Whether a place may be one of the hidden ones. */
static bool is_hidden_address(const struct judging *judging,
			      const struct harvest_section *place)
{
	const char *house, *city;

	if (judging->every.count == 0)
		return false;
	address_of(judging->harvest, place, &house, &city);
	if (house == NULL)
		return false;
	return city == NULL ? has(&judging->every, "", house) :
			      has(&judging->anywhere, "", house) ||
				      has(&judging->addresses, city, house);
}

static void hide_address(struct judging *judging,
			 const struct harvest_section *place)
{
	const char *house, *city;

	address_of(judging->harvest, place, &house, &city);
	if (house == NULL)
		return;
	table_add(&judging->every, "", house);
	if (city == NULL)
		table_add(&judging->anywhere, "", house);
	else
		table_add(&judging->addresses, city, house);
}

static void add_street(struct judging *judging,
		       const struct harvest_section *place, const char *street,
		       bool is_bare)
{
	const struct harvest *harvest = judging->harvest;

	table_add(&judging->streets, harvest_owner(harvest, place), street);
	for (const struct harvest_use *use = place->uses; use != NULL;
	     use = use->next)
		table_add(&judging->streets, harvest_owner(harvest, use->entry),
			  street);
	if (!is_bare)
		return;
	table_add(&judging->bare, "", street);
	table_add(&judging->bare, harvest_owner(harvest, place), street);
}

/* Where a place is, by a text that says so: the houses, and the streets. */
static void hide_where(struct judging *judging,
		       const struct harvest_section *place, const char *text)
{
	struct arena *arena = judging->harvest->texts;
	const char *rest = house_spaced(text, arena), *found;
	struct street_walk walk = { .at = rest };
	bool is_bare = true;

	while ((found = house_next(&rest, arena)) != NULL) {
		table_add(&judging->houses, "", found);
		is_bare = false;
	}
	while ((found = street_next(&walk, arena)) != NULL)
		add_street(judging, place, found, is_bare);
}

/* Some write the street where a place has its name. */
static void hide_place(struct judging *judging, struct harvest_section *place)
{
	const char *street = harvest_value(place, "street");
	const char *name = harvest_value(place, "name");

	place->is_sheltered = true;
	hide_address(judging, place);
	if (street != NULL)
		hide_where(judging, place, street);
	if (name != NULL && profile_has_street(name))
		hide_where(judging, place, name);
}

/* Whether a pair is a text in which anything can stand. */
static bool is_text(const struct harvest_pair *pair)
{
	static const char *const others[] = {
		"internal-note", "location",	"phone",      "contact",
		"parent",	 "changed",	"checked",    "status",
		"language-code", "answered-by", "visibility", "comes-from",
		"kind",		 "uuid",	"number",     "hours",
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(others[i], pair->name) == 0)
			return false;
	return pair->refers == NULL;
}

static bool tells_house(const struct judging *judging, const char *text)
{
	struct arena *arena = judging->harvest->texts;
	const char *house;

	if (judging->houses.count == 0 || !house_may_be(text))
		return false;
	text = house_spaced(text, arena);
	while ((house = house_next(&text, arena)) != NULL)
		if (has(&judging->houses, "", house))
			return true;
	return false;
}

/* Whether a text of the section names the street of a hidden place of the same
 * organization, or of any that is known by that alone, where the text speaks of
 * such a place: many are in a Main Street. What somebody is called is no
 * address. */
static bool tells_street(const struct judging *judging,
			 const struct harvest_section *section,
			 const struct harvest_pair *pair)
{
	struct arena *arena = judging->harvest->texts;
	struct street_walk walk = { .has_both = true };
	const char *street, *owner = NULL;

	if (judging->streets.count == 0 || strcmp(pair->name, "name") == 0 ||
	    strcmp(pair->name, "aka") == 0)
		return false;
	walk.at = house_spaced(pair->value, arena);
	while ((street = street_next(&walk, arena)) != NULL) {
		if (owner == NULL)
			owner = harvest_owner(judging->harvest, section);
		if (has(&judging->streets, owner, street) ||
		    (has(&judging->bare, "", street) &&
		     profile_is_sheltered(pair->value)))
			return true;
	}
	return false;
}

/* Whether a text of the section would tell where a hidden place is, or any
 * place of somebody who has one. */
static bool is_telling(const struct judging *judging,
		       const struct harvest_section *section,
		       const struct harvest_pair *pair)
{
	return is_text(pair) &&
	       (tells_house(judging, pair->value) ||
		tells_street(judging, section, pair) ||
		(section->kind == judging->harvest->entry &&
		 section->is_sheltered && strcmp(pair->name, "name") != 0 &&
		 profile_has_street(pair->value)));
}

/* What stands in the place of a text that must be there; NULL: it need not. */
static const char *instead_of(const struct judging *judging,
			      const struct harvest_section *section,
			      const struct harvest_pair *pair)
{
	const struct harvest_section *home =
		section->home != NULL ? section->home : section;

	if (section->kind == judging->harvest->entry)
		return strcmp(pair->name, "summary") == 0 ?
			       harvest_value(section, "name") :
			       NULL;
	if (section->kind == &entry_phone && strcmp(pair->name, "purpose") == 0)
		return harvest_value(home, "name");
	return section->kind == &contact_section &&
			       strcmp(pair->name, "title") == 0 ?
		       "Contact" :
		       NULL;
}

/* Takes the text out, for those inside; of an entry whose name it is, nobody
 * else knows. */
static void hide_text(const struct judging *judging,
		      struct harvest_section *section, struct harvest_pair **at)
{
	struct harvest *harvest = judging->harvest;
	struct harvest_section *entry = section;
	const char *told = instead_of(judging, section, *at);
	const char *value = (*at)->value, *name = (*at)->name;

	if (section->kind != harvest->entry && section->home != NULL)
		entry = section->home;
	if (told != NULL && strcmp(told, value) != 0) {
		(*at)->value = told;
	} else if (told == NULL && strcmp(name, "name") != 0) {
		*at = (*at)->next;
		section->tail = *at == NULL ? at : section->tail;
	} else if (harvest_value(entry, "visibility") == NULL) {
		harvest_put(harvest, entry, "visibility", "internal", NULL);
	}
	harvest_note(harvest, entry, name,
		     arena_printf(harvest->texts,
				  "%s, which may tell where nobody may find it",
				  value));
}

static void look_at(const struct judging *judging,
		    struct harvest_section *section)
{
	struct harvest_pair **at = &section->pairs, *pair;

	while ((pair = *at) != NULL) {
		if (is_telling(judging, section, pair))
			hide_text(judging, section, at);
		if (*at == pair)
			at = &pair->next;
	}
}

/* Whether the address of a place may be that of a hidden one of the same
 * organization, of which only the street is known. */
static bool is_in_bare_street(const struct judging *judging,
			      const struct harvest_section *place)
{
	struct arena *arena = judging->harvest->texts;
	const char *own = harvest_value(place, "street"), *street;
	struct street_walk walk = { .has_both = true };

	if (own == NULL || judging->bare.count == 0)
		return false;
	walk.at = house_spaced(own, arena);
	while ((street = street_next(&walk, arena)) != NULL)
		if (has(&judging->bare, harvest_owner(judging->harvest, place),
			street))
			return true;
	return false;
}

/* A place whose words tell where a hidden one is is itself one. */
static void look_at_place(const struct judging *judging,
			  struct harvest_section *place)
{
	place->is_sheltered = place->is_sheltered ||
			      is_hidden_address(judging, place) ||
			      is_in_bare_street(judging, place);
	for (const struct harvest_pair *pair = place->pairs;
	     pair != NULL && !place->is_sheltered; pair = pair->next)
		place->is_sheltered = strcmp(pair->name, "street") != 0 &&
				      is_text(pair) &&
				      (tells_house(judging, pair->value) ||
				       tells_street(judging, place, pair));
}

void takes_judged(struct harvest *harvest)
{
	struct judging judging = {
		.harvest = harvest,
		.addresses = table_new(0, harvest->arena),
		.anywhere = table_new(0, harvest->arena),
		.every = table_new(0, harvest->arena),
		.houses = table_new(0, harvest->arena),
		.streets = table_new(0, harvest->arena),
		.bare = table_new(0, harvest->arena),
	};
	struct harvest_section *at;

	for (at = harvest->first; at != NULL; at = at->next) {
		arena_rest(harvest->texts);
		if (at->kind == &location_section && is_sheltered(harvest, at))
			hide_place(&judging, at);
	}
	for (at = harvest->first; at != NULL; at = at->next) {
		arena_rest(harvest->texts);
		if (at->kind != &location_section)
			look_at(&judging, at);
		else if (at->visibility != NULL)
			look_at_place(&judging, at);
	}
}
