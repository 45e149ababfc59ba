/* From checked sections to a directory. */
#ifndef SIGNPOST_ASSEMBLY_H
#define SIGNPOST_ASSEMBLY_H

#include <stdbool.h>

#include "arena.h"
#include "collection.h"
#include "directory.h"

/* Builds the directory from sections in which no fault was found, without the
 * records that `hidden` names by their place (NULL: none). Lives as long as
 * `arena`. */
const struct directory *assembly_build(const struct collection *collection,
				       const bool *hidden, struct arena *arena);

#endif
