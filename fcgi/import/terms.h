/* The facets and terms of the site, to which those of a source are fitted. */
#ifndef SIGNPOST_IMPORT_TERMS_H
#define SIGNPOST_IMPORT_TERMS_H

#include <stddef.h>

#include "base/arena.h"
#include "ini/file.h"

struct terms_term {
	const char *facet, *id, *name, *code, *uuid; /* the last two or NULL */
};

struct terms {
	const char **facets; /* without `department` */
	size_t facet_count;
	struct terms_term *terms;
	size_t count;
	struct terms_term *kinds; /* of entries, without a facet */
	size_t kind_count;
};

/* Those that the sections say. Lives as long as `arena` and they do. */
const struct terms *terms_new(const struct ini_file_section *sections,
			      struct arena *arena);

/* What a source knows of a term of its own; each may be NULL. */
struct terms_wish {
	const char *uuid, *code, *name, *facet;
};

/* The one term that is meant: by its UUID, else by its code, in its scheme or
 * as the id of a facet's term, else by its name. NULL where there is none or
 * several. */
const struct terms_term *terms_find(const struct terms *terms,
				    const struct terms_wish *wish);

/* The id of the kind that has this id or name, in letters of any case, or NULL.
 */
const char *terms_kind(const struct terms *terms, const char *text);

#endif
