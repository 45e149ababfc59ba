/* The entries of a directory as a tree: who stands below whom. */
#ifndef SIGNPOST_DIRECTORY_HIERARCHY_H
#define SIGNPOST_DIRECTORY_HIERARCHY_H

#include "base/arena.h"
#include "directory/directory.h"

/* Makes the entries of `directory` from `count` records, in the order in which
 * the tree is read. References to entries that are not among them are empty. */
void hierarchy_make(struct directory *directory, const struct record **records,
		    size_t count, struct arena *arena);

#endif
