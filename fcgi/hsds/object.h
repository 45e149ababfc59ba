/* Things of the directory as HSDS 3.1 says them. What is absent is left out,
 * never null. */
#ifndef SIGNPOST_HSDS_OBJECT_H
#define SIGNPOST_HSDS_OBJECT_H

#include <jansson.h>

#include "base/buf.h"
#include "hsds/hsds.h"
#include "site/edition.h"

/* How much of it is said. */
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

/* Appends all of it, a line for each. */
void hsds_write(const struct edition *edition, const struct hsds_query *query,
		const struct hsds_items *found, struct buf *out);

#endif
