/* The facets and terms of a directory, and which entry holds which. */
#ifndef SIGNPOST_DIRECTORY_TERMS_H
#define SIGNPOST_DIRECTORY_TERMS_H

#include <stdbool.h>

#include "base/arena.h"
#include "directory/directory.h"

/* Makes the facets and terms of `directory`, whose entries are made already,
 * without the records that `hidden` names by their place, and gives each entry
 * the numbers of its terms. */
void terms_make(struct directory *directory, const bool *hidden,
		struct arena *arena);

/* The numbers of the terms of the facet at place `facet` that the values name,
 * wider terms included, each once. Lives as long as `arena`. */
const size_t *terms_of_values(const struct directory *directory, size_t facet,
			      const struct value *values, struct arena *arena,
			      size_t *count);

/* The same of values that name the facet too, as in `audience:workers`. */
const size_t *terms_of_names(const struct directory *directory,
			     const struct value *values, struct arena *arena,
			     size_t *count);

#endif
