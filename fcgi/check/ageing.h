/* The facts that somebody should look at again, in the order in which they can
 * do harm: phones first, what was never seen before what was seen long ago. */
#ifndef SIGNPOST_CHECK_AGEING_H
#define SIGNPOST_CHECK_AGEING_H

#include <stdbool.h>
#include <stddef.h>

#include "directory/collection.h"

struct ageing_fact {
	const struct record *record; /* an entry or a phone */
	const struct value *date;    /* `checked` or `verified`; NULL: none */
	bool is_phone;
	const char *order; /* what it is sorted by: the older first */
};

struct ageing {
	struct ageing_fact *items;
	size_t count;
};

/* The facts without a date, with `undated`, or with one more than `days` before
 * `today`; a phone that somebody rang since then is none of them. Phones out of
 * use are left out. Lives as long as `arena`. */
struct ageing ageing_find(const struct collection *collection,
			  const char *today, long days, struct arena *arena);

/* The first entry that has the phone, or NULL. */
const struct record *ageing_user(const struct collection *collection,
				 const char *phone);

/* The key of its date. */
const char *ageing_key(const struct ageing_fact *fact);

#endif
