/* The directory as HSDS 3.1 parts it: which entries are organizations and which
 * services, and which of them fit a wish. An entry is what its kind says. An
 * organization with a contact of its own offers, besides, a service: itself. */
#ifndef SIGNPOST_HSDS_HSDS_H
#define SIGNPOST_HSDS_HSDS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "directory/uuid.h"
#include "hsds/query.h"
#include "site/edition.h"

/* One thing of a list. */
struct hsds_item {
	enum hsds_use use;	   /* of which list */
	const struct entry *entry; /* a service or organization, or NULL */
	/* Of a place the one among the entry's; else of the facet or term. */
	size_t number;
};

struct hsds_items {
	struct hsds_item *items;
	size_t count;
};

/* Whether the entry is a service by its kind. */
bool hsds_is_service(const struct entry *entry);

/* The nearest organization above the entry, by who reports to whom first, or
 * NULL. */
const struct entry *hsds_above(const struct entry *entry);

/* The organization to which the entry as a service belongs, or NULL. */
const struct entry *hsds_provider(const struct entry *entry);

/* Writes the identifier of an item. */
void hsds_identify(const struct directory *directory,
		   const struct hsds_item *item, char text[UUID_TEXT]);

/* All that fits the wish, in the order that it says. Lives as long as
 * `arena`. */
struct hsds_items hsds_find(const struct hsds_query *query,
			    struct arena *arena);

/* The one that has the identifier; false where there is none. `places` are
 * those of the directory; NULL: none is looked for. */
bool hsds_find_one(const struct directory *directory,
		   const struct place_index *places, enum hsds_use use,
		   const char *uuid, struct hsds_item *item);

/* How much of an item is said; what is absent is left out, never null. */
enum hsds_depth {
	HSDS_MINIMAL,	   /* id and last_modified */
	HSDS_FLAT,	   /* what it is itself */
	HSDS_FULL,	   /* with everything that belongs to it */
	HSDS_FULL_SERVICE, /* and, of an organization, its full services */
};

/* For json_decref(). */
json_t *hsds_object(const struct edition *edition, const struct hsds_item *item,
		    enum hsds_depth depth);

/* What the interface says of itself. For json_decref(). */
json_t *hsds_about(const struct edition *edition);

/* One page of what the wish has `found`, in its envelope. For json_decref(). */
json_t *hsds_page(const struct edition *edition, const struct hsds_query *query,
		  const struct hsds_items *found);

/* Appends a line for each, from number `from` on, until `out` has enough. The
 * number of the next one, 0 where there is none. */
size_t hsds_write(const struct edition *edition, const struct hsds_query *query,
		  const struct hsds_items *found, size_t from, struct buf *out);

#endif
