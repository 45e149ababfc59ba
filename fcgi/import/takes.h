/* What becomes of members of HSDS that are no plain text. */
#ifndef SIGNPOST_IMPORT_TAKES_H
#define SIGNPOST_IMPORT_TAKES_H

#include "import/mapping.h"
#include "record/hours.h"

/* Takes an element: an organization, a service, or one of these at a place.
 * False where it is none of them. */
bool takes_element(struct taking *taking, json_t *element);

/* What the source calls an object, as a key of the harvest; NULL where it has
 * no id. Lives as long as the element. */
const char *takes_key(struct taking *taking, const char *kind,
		      const json_t *object);

/* Puts the UUID that a section has in the source, where that is one. */
void takes_uuid(struct taking *taking, struct harvest_section *section);

/* Whether a member of an object whose name speaks of what is private says so.
 */
bool takes_is_private(struct taking *taking, const json_t *object);

/* Whether this member says so. */
bool takes_says_private(struct taking *taking, const char *name,
			const json_t *value);

/* Makes the numbers, contacts and locations of an object that says so private,
 * too. */
void takes_spread(struct taking *taking, json_t *object);

/* Whether an address in an object says a country other than those that have the
 * code 1; where none says any, `is_around`, as what is around it is. */
bool takes_is_abroad(const json_t *object, bool is_around);

/* Whether any text in a value speaks of a place that must not be found. */
bool takes_speaks_of_shelter(const json_t *value);

/* Takes the hours of services that were told place by place, once all places
 * are there: where those are not the same, they are none of the service. */
void takes_hours(struct taking *taking);

/* Hours as people write them, as keys have them, in the zone of the profile
 * where they say none; what they say of holidays goes to `*said`, or NULL.
 * Lives as long as the element. */
const char *takes_hours_words(struct taking *taking, const char *text,
			      struct clean_tally *tally, const char **said);

/* Takes the days and times of a schedule that says the same of every week, or
 * of every month. False where it does not, or not for sure. */
bool takes_range(struct taking *taking, const json_t *schedule,
		 struct hours_range *range);

/* What else a schedule says that is not of every week, `; bymonthday 2,3`, by
 * which a person sees why it was left; "" for nothing. */
const char *takes_limits(struct taking *taking, const json_t *schedule);

/* Whether a zone is none of a place, as `UTC`, `Z`, `0` and `+00:00`: then some
 * program has counted the times anew, or has written what nobody said. */
bool takes_is_universal(const char *zone);

/* Leaves hours to a person, once all is there, where a day of the week has a
 * number of which HSDS knows nothing: then nobody knows what its others mean.
 */
void takes_numbered(struct taking *taking);

/* Keeps the hours of a service at one place until then. */
void takes_hours_later(struct taking *taking, struct harvest_section *section,
		       json_t *place);

/* Whether the places that a service is at have hours that are not the same. */
bool takes_are_parted(const json_t *places);

/* How a phone is used: `labelled` where its number says so itself, else what
 * its member `type` is called here; NULL where nobody says. What is made here
 * and in the two below lives as long as the element. */
const char *takes_phone_type(struct taking *taking, const json_t *object,
			     const char *labelled);

/* A number of a phone with its extension, and with all that is said of it, for
 * a note. */
const char *takes_phone_extended(struct taking *taking, const json_t *object,
				 const char *text);
const char *takes_phone_described(struct taking *taking, const json_t *object,
				  const char *text);

/* Whether a number may be one that takes messages alone, as 741741, of which
 * nobody says how it is used: who is in need would call where nobody answers.
 */
bool takes_is_code(struct taking *taking, const json_t *object,
		   const struct clean_number *number);

/* Whether one of the numbers of a text got the code of North America where it
 * may be of another country: somebody else would answer. */
bool takes_is_supposed(const struct taking *taking, const char *text,
		       const struct clean_number *numbers, size_t count);

/* Finds police and the like by what they are called, and makes nobody's word
 * for all of a source say who answers their numbers. */
void takes_watched(struct taking *taking);

/* Leaves to a person, unseen by others, what says in any cell that it is no
 * more, unless its status tells readers so. */
void takes_closed(struct harvest *harvest);

/* Says which places nobody may know, once all is there: one where an entry or
 * its organization speaks of shelter, and one at the address of such a one. */
void takes_judged(struct harvest *harvest);

/* Whether nobody can have done anything on that day: many systems have a first
 * or a last day of all in the place of none. */
bool takes_is_impossible(const char *date);

mapping_take takes_description, takes_changed, takes_checked, takes_parent,
	takes_services, takes_aside, takes_unnamed;
mapping_take takes_status, takes_phones, takes_phone_hours, takes_contacts;
mapping_take takes_locations, takes_places, takes_addresses, takes_schedules;
mapping_take takes_languages, takes_language_words, takes_areas, takes_costs,
	takes_attributes;

#endif
