/* What the public may not see. */
#ifndef SIGNPOST_DIRECTORY_VISIBILITY_H
#define SIGNPOST_DIRECTORY_VISIBILITY_H

#include <stdbool.h>

#include "base/arena.h"
#include "directory/collection.h"

/* For each record of `collection`, by its place, whether it is kept from the
 * public. A record is public only if all of it is. Kept from it are: what is
 * marked internal; what is listed under or belongs to such an entry; the terms
 * of such a facet and the narrower ones of such a term; a phone that is for
 * such terms alone; a start link whose filter names any of these. So are terms,
 * phones, kinds and who answers that only such entries use, or none and the
 * folder holds something internal, unless they are marked public; and a facet
 * of which no term is left. So is every place whose section does not say that
 * at least its city is public. Lives as long as `arena`. */
const bool *visibility_hidden(const struct collection *collection,
			      struct arena *arena);

/* The same where the records `taken` (by place; NULL: none) are taken down,
 * with what stands below them and what is then of no use. With `is_inside`,
 * what is kept from those inside, who see what is internal; NULL where that is
 * nothing.
 */
const bool *visibility_without(const struct collection *collection,
			       const bool *taken, bool is_inside,
			       struct arena *arena);

/* Whether a record is an entry or a phone, and no word for them. */
bool visibility_is_listed(const struct record *record);

/* By folder, up to the last that a record is from, whether something in it is
 * marked internal. Lives as long as `arena`. */
const bool *visibility_folders(const struct collection *collection,
			       struct arena *arena);

#endif
