/* How old facts are on the day of an edition. Nothing here asks the clock, and
 * an edition that has no day yet has nothing stale in it. */
#ifndef SIGNPOST_SITE_STALENESS_H
#define SIGNPOST_SITE_STALENESS_H

#include <stdbool.h>
#include <stddef.h>

#include "site/edition.h"

/* Whether a date lies longer ago than facts count as fresh; one that says
 * `undated`, or NULL, never does. */
bool staleness_is_past(const struct edition *edition, const char *date);

/* Whether a value of a row that is passing no longer holds: its last day has
 * ended. */
bool staleness_is_over(const struct edition *edition,
		       const struct value *value);

/* Whether the older of an entry's dates lies longer ago: that on which it was
 * checked, and those on which its phones were verified. */
bool staleness_entry_is_past(const struct edition *edition,
			     const struct entry *entry);

/* Of how many of the entries at these places somebody has compared the facts,
 * and it is so for them. */
size_t staleness_count_past(const struct edition *edition,
			    const uint64_t *found);

/* The same as staleness_entry_is_past() for one phone. */
bool staleness_phone_is_past(const struct edition *edition,
			     const struct phone *phone);

/* How many days ago the oldest of all those dates lies; -1 where nothing has
 * one. */
long staleness_oldest_days(const struct edition *edition);

/* How many entries are stale or have a fact or number that nobody ever
 * checked. */
size_t staleness_entries(const struct edition *edition);

#endif
