/* Which of the values of a row hold on the day of an edition, and which will.
 * Nothing here asks the clock; where an edition has no day yet, the first value
 * holds and the others will. */
#ifndef SIGNPOST_SITE_SEASONS_H
#define SIGNPOST_SITE_SEASONS_H

#include <stdbool.h>

#include "directory/collection.h"
#include "record/record.h"
#include "site/edition.h"

/* The one that is for a time to which the day belongs, else the one that is for
 * no time alone, else NULL. */
const struct value *seasons_now(const struct edition *edition,
				const struct record *record, size_t row);

/* Whether the value, one of that row, holds from a later day on. */
bool seasons_is_later(const struct edition *edition,
		      const struct record *record, size_t row,
		      const struct value *value);

/* Whether the value has ended: its note says a time that is over, or it is days
 * that are. */
bool seasons_is_over(const struct edition *edition, const struct value *value);

/* Whether anything that was told on the day `from`, an alert, hours for a time
 * or closed days, is over on the day `today`. */
bool seasons_end_between(const struct collection *collection, const char *from,
			 const char *today);

#endif
