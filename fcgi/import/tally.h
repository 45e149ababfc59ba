/* How often each of some names came. */
#ifndef SIGNPOST_IMPORT_TALLY_H
#define SIGNPOST_IMPORT_TALLY_H

#include <stddef.h>

#include "base/table.h"

struct tally {
	struct table names; /* in the order in which they came */
	size_t *counts;	    /* by number */
	size_t room;
};

/* Lives as long as `arena`. */
struct tally tally_new(struct arena *arena);

/* Copies the name; its number comes back. */
size_t tally_add(struct tally *tally, const char *name);

/* Of all names together. */
size_t tally_sum(const struct tally *tally);

#endif
