/* The ids that sections had before. */
#ifndef SIGNPOST_DIRECTORY_ALIAS_H
#define SIGNPOST_DIRECTORY_ALIAS_H

#include "base/arena.h"
#include "base/err.h"
#include "directory/collection.h"

/* Names each phone of a collection by its aliases too, unless they are the ids
 * of others: lists and entries, of other folders too, go on finding it. */
void alias_add(struct collection *collection, struct arena *arena);

/* Reports what is said to be the id of nobody any more, and is that of a
 * section; `key` is the one that says so. */
void alias_check_free(const struct collection *collection, const char *kind,
		      const struct value *value, const char *key,
		      struct err *err);

/* Reports aliases that are not free, or that two sections have. `arena` is for
 * scratch. */
void alias_check(const struct collection *collection, struct arena *arena,
		 struct err *err);

#endif
