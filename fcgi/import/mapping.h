/* HSDS, member by member: which key each becomes. The inverse of what hsds/
 * tells. */
#ifndef SIGNPOST_IMPORT_MAPPING_H
#define SIGNPOST_IMPORT_MAPPING_H

#include <jansson.h>

#include "clean/clean.h"
#include "import/harvest.h"
#include "import/profile.h"

/* Of what a member is. */
enum mapping_of {
	OF_ORGANIZATION,
	OF_SERVICE,
	OF_PLACE, /* a service at a location */
	OF_LOCATION,
	OF_PHONE,
	OF_CONTACT,
};

/* One import. */
struct taking {
	struct harvest *harvest;
	const struct profile *profile;
	const char *source;    /* the id of its section */
	char newest[11];       /* the newest day on which something was
				  modified, or "" */
	struct arena *scratch; /* of one element */
	/* Of what is taken now: the entry whose internal-note holds what no
	 * rule is sure of. */
	struct harvest_section *entry;
	/* The service is at several places, each with hours of its own, so that
	 * none of them are the service's. */
	bool is_parted;
	/* Of a row of a table, each NULL where it does not say: the kind of
	 * what it tells and of the organization, and how far its places may be
	 * known. */
	const char *kind, *home_kind, *visibility;
	/* And whether what is not taken of it speaks of a shelter. */
	bool is_sheltered;
	/* A place of what is taken now is not in North America. */
	bool is_abroad;
	/* And whether nobody outside may know of the entry. */
	bool is_internal;
	/* A day of the week has a number that is none of 1 to 7. */
	bool has_odd_days;
};

struct mapping;

/* Takes the value of a member into a section. */
typedef void mapping_take(struct taking *taking,
			  struct harvest_section *section,
			  const struct mapping *row, json_t *value);

struct mapping {
	enum mapping_of of;
	const char *member; /* in HSDS 3, or as HSDS 2 had it */
	/* Where it is a list: the member of each that is the value, and the one
	 * behind the bar. NULL: the member is the value itself. */
	const char *value, *note;
	/* NULL without `take`: it says how things hang together, and no more.
	 */
	const char *key;
	enum clean_use use;
	mapping_take *take; /* instead of a key */
	/* Of a list: members of its objects that are understood besides. */
	const char *known;
};

/* Takes every member of an object that has a row, in the order of the table,
 * and counts what has none. */
void mapping_run(struct taking *taking, enum mapping_of of,
		 struct harvest_section *section, json_t *object);

/* A text, number or flag as text; NULL for all else, and for "". Lives as long
 * as the element. */
const char *mapping_text(struct taking *taking, const json_t *value);

/* The same of a member of an object. */
const char *mapping_member(struct taking *taking, const json_t *object,
			   const char *name);

/* Cleans a value and puts it; where that cannot be, it goes into internal-note.
 */
void mapping_put(struct taking *taking, struct harvest_section *section,
		 const struct mapping *row, const char *value,
		 const char *note);

/* How a field is called in reports: service.phones. */
const char *mapping_name(struct taking *taking, const struct mapping *row);

#endif
