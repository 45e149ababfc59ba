/* What a page of a list says of itself and of the whole, as HSDS 3 and both
 * generations of Open Referral UK say it. */
#ifndef SIGNPOST_IMPORT_ENVELOPE_H
#define SIGNPOST_IMPORT_ENVELOPE_H

#include <jansson.h>

#define ENVELOPE_UNTOLD (-1)

struct envelope {
	/* How many elements and pages there are in all, and the number of this
	 * one; ENVELOPE_UNTOLD where it does not say. */
	long long total, pages, number;
	const char *next; /* the address of the next, or NULL; borrowed */
};

struct envelope envelope_read(const json_t *object);

#endif
