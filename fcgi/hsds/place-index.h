/* Places by their identifiers, which are made of what may be known of them. */
#ifndef SIGNPOST_HSDS_PLACE_INDEX_H
#define SIGNPOST_HSDS_PLACE_INDEX_H

#include "directory/directory.h"

struct place_index;

/* Of all places of all entries. Lives as long as `arena`. */
const struct place_index *place_index_new(const struct directory *directory,
					  struct arena *arena);

/* Finds the place that is called `uuid`: the number of its entry, and its own
 * among those of the entry. False where there is none. */
bool place_index_find(const struct place_index *index, const char *uuid,
		      size_t *entry, size_t *place);

#endif
