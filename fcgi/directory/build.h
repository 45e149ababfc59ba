/* From checked sections to a directory. */
#ifndef SIGNPOST_DIRECTORY_BUILD_H
#define SIGNPOST_DIRECTORY_BUILD_H

#include <stdbool.h>

#include "base/arena.h"
#include "directory/collection.h"
#include "directory/directory.h"

/* Builds the directory from sections in which no fault was found, without the
 * records that `hidden` names by their place (NULL: none). Lives as long as
 * `arena`. */
const struct directory *directory_build(const struct collection *collection,
					const bool *hidden,
					struct arena *arena);

#endif
