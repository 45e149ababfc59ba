/* What the public may not see. */
#ifndef SIGNPOST_DIRECTORY_VISIBILITY_H
#define SIGNPOST_DIRECTORY_VISIBILITY_H

#include <stdbool.h>

#include "base/arena.h"
#include "directory/collection.h"

/* For each record of `collection`, by its place, whether it is kept from the
 * public: what is marked internal, what is listed under or belongs to such an
 * entry, and terms and phones that only such entries use. Lives as long as
 * `arena`. */
const bool *visibility_hidden(const struct collection *collection,
			      struct arena *arena);

#endif
