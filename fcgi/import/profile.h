/* What an editor says of a source, in a file of its own. */
#ifndef SIGNPOST_IMPORT_PROFILE_H
#define SIGNPOST_IMPORT_PROFILE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "import/columns.h"

#define PROFILE_UNKNOWN	  "unknown"
#define PROFILE_LISTS	  "semicolons, commas, bars, slashes, lines"
#define PROFILE_DATES	  "month-first, day-first"
#define PROFILE_REGIONS	  "counties, notes"
#define PROFILE_KEEP_DAYS "90"

struct profile {
	const char *name;  /* of the source, as readers are told it */
	const char *link;  /* its website; NULL: none */
	const char *as_of; /* the day of which it is; NULL: it says so itself */
	const char *license;	  /* NULL: none */
	const char *answered_by;  /* the numbers, unless the names warn */
	const char *calling_code; /* of a country, for numbers with a 0 before
				     them; NULL: those are for a person */
	const char *zone;	  /* of hours; NULL: that of the place */
	const char *organization_kind, *service_kind;
	const char *keep_days; /* what vanished stays, inactive, for so many */
	/* Terms, as in `service:food, service:legal`, whose entries' places may
	 * be known to everybody, or by their city. NULL: none. */
	const char *public_terms, *city_terms;
	/* The same by the kinds of entries. */
	const char *public_kinds, *city_kinds;
	/* Of a table: what its columns are, NULL where nobody says; what a
	 * column says of such places; and one of PROFILE_LISTS and of
	 * PROFILE_DATES, or NULL. */
	struct column *columns;
	const char *public_values, *city_values;
	const char *lists, *dates;
	/* Of HSDS: one of PROFILE_REGIONS, or NULL. */
	const char *regions;
};

/* The one that holds where none is named. */
struct profile profile_new(void);

/* Reads the file into `profile`. 0, or -1 with every fault in `err`. Lives as
 * long as `arena`. */
int profile_read(const char *path, struct profile *profile, struct arena *arena,
		 struct err *err);

/* Appends every key but those of [columns], and of the section `without`, with
 * its help, commented out. */
void profile_print_rows(const char *without, struct buf *out);

/* The same of all of them. */
void profile_print(struct buf *out);

/* A number of 10 or 11 digits that begins with one 0, `(0117) 496 0000`, with
 * the calling code that the profile says in its place, and one of ten digits
 * with that of Mexico, where there is no 0; else the same pointer. Lives as
 * long as `arena` and the text. */
const char *profile_number(const struct profile *profile, const char *text,
			   struct arena *arena);

/* Whether the profile says that numbers without a code are not of North
 * America. */
bool profile_is_elsewhere(const struct profile *profile);

/* Whether a name is of police, immigration enforcement, a prosecutor and the
 * like, whom no default makes a help line. */
bool profile_is_watched(const char *name);

/* Whether a text says of what it is about that it has closed for good, or since
 * a day. */
bool profile_is_closed(const char *text);

/* Whether a text speaks of a place that must not be found. */
bool profile_is_sheltered(const char *text);

/* Whether a text seems to hold the address of a house. */
bool profile_has_street(const char *text);

#endif
