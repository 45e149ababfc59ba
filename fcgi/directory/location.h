/* Places: where an entry works. The rows stand in location.c. Nobody outside
 * learns of one whose section does not say that they may. */
#ifndef SIGNPOST_DIRECTORY_LOCATION_H
#define SIGNPOST_DIRECTORY_LOCATION_H

#include <stdbool.h>
#include <stddef.h>

#include "directory/entry.h"
#include "record/record.h"

enum location_row {
	LOCATION_NAME,
	LOCATION_AKA,
	LOCATION_TYPE,
	LOCATION_DESCRIPTION,
	LOCATION_STREET,
	LOCATION_CITY,
	LOCATION_COUNTY,
	LOCATION_STATE,
	LOCATION_POSTAL_CODE,
	LOCATION_COUNTRY,
	LOCATION_MAIL_STREET,
	LOCATION_MAIL_CITY,
	LOCATION_MAIL_STATE,
	LOCATION_MAIL_POSTAL_CODE,
	LOCATION_LATITUDE,
	LOCATION_LONGITUDE,
	LOCATION_TRANSPORT,
	LOCATION_ACCESSIBILITY,
	LOCATION_HOURS,
	LOCATION_CLOSED,
	LOCATION_PHONE,
	LOCATION_CONTACT,
	LOCATION_LANGUAGES,
	LOCATION_LANGUAGE_CODE,
	LOCATION_LINK,
	LOCATION_ADDRESS_VISIBILITY,
	LOCATION_ALIAS,
	LOCATION_CHANGED,
	LOCATION_UUID,
	LOCATION_REVIEWED,
};

extern const struct kind location_section;

struct location {
	/* Where only the city may be known, a copy that has no id, no other row
	 * than those which tell no more, and no words behind hours or days. */
	const struct record *record;
	bool is_whole; /* all of it may be known */
	const struct phone **phones;
	size_t phone_count;
};

bool location_is(const struct record *record);

/* Whether a section says that everybody may know all of it, or at least the
 * city. */
bool location_is_public(const struct record *record);
bool location_tells_city(const struct record *record);

/* What a section says to those who may know the city alone. Lives as long as
 * `arena`. */
const struct record *location_in_city(const struct record *record,
				      struct arena *arena);

#endif
