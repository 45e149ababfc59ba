/* Where a service is given, in HSDS 3.1: locations with their addresses, and
 * schedules. Of a place whose city alone is public nothing is named by what its
 * section is called: its ids are made of the entry, the city and a number. */
#ifndef SIGNPOST_HSDS_PLACE_H
#define SIGNPOST_HSDS_PLACE_H

#include <jansson.h>

#include "hsds/hsds.h"
#include "site/edition.h"

/* Writes the identifier of a service at the entry's location number `place`. */
void hsds_identify_place(const struct directory *directory,
			 const struct entry *entry, size_t place,
			 char text[UUID_TEXT]);

/* A service at the entry's location number `place`, without the service itself.
 * For json_decref(). */
json_t *hsds_service_at_location(const struct edition *edition,
				 const struct entry *entry, size_t place,
				 bool is_full);

/* Sets `schedules` to what the item's own hours say, and the places where it
 * works: `service_at_locations` of a service, `locations` of an organization;
 * unless there are none. */
void hsds_set_places(const struct edition *edition,
		     const struct hsds_item *item, json_t *object);

#endif
