/* What belongs to a service or organization of HSDS 3.1: phones, addresses of
 * pages, languages, areas, terms. */
#ifndef SIGNPOST_HSDS_PART_H
#define SIGNPOST_HSDS_PART_H

#include <jansson.h>

#include "hsds/hsds.h"
#include "site/edition.h"

/* A facet as a taxonomy, a term as a taxonomy_term. For json_decref(). */
json_t *hsds_taxonomy(const struct edition *edition, size_t facet);
json_t *hsds_term(const struct edition *edition, size_t term);

/* Phones as a list, one for each way in which a number is used. For
 * json_decref(). */
json_t *hsds_phones(const struct edition *edition,
		    const struct phone *const *phones, size_t count);

/* Sets the lists of what belongs to the item in its object, unless there is
 * nothing in them. */
void hsds_set_parts(const struct edition *edition, const struct hsds_item *item,
		    json_t *object);

/* Sets the member to the identifier of a section, or of a part of it. */
void hsds_set_id(const struct edition *edition, const struct record *record,
		 const char *part, const char *name, json_t *object);

/* Sets the `id` of what `part`, which it takes, names of the item. What an
 * organization offers itself has parts of its own. */
void hsds_set_part_id(const struct edition *edition,
		      const struct hsds_item *item, json_t *part,
		      json_t *object);

/* Sets to whom an attribute belongs, and what it says of that. */
void hsds_set_link(const struct edition *edition, const struct hsds_item *item,
		   const char *type, json_t *attribute);

/* Sets the `id` of what `name`, which it takes, names of whose part it is. */
typedef void hsds_part_id(const void *whose, json_t *name, json_t *part);

/* That of an item itself: hsds_set_part_id(). `whose` is a struct hsds_own. */
struct hsds_own {
	const struct edition *edition;
	const struct hsds_item *item;
};

hsds_part_id hsds_set_own_id;

#endif
