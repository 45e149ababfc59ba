/* Whether the sections of a directory fit together: every id that is named
 * exists, and nothing stands above itself. */
#ifndef SIGNPOST_DIRECTORY_REFERENCES_H
#define SIGNPOST_DIRECTORY_REFERENCES_H

#include "base/arena.h"
#include "base/err.h"
#include "directory/collection.h"

/* Reports what does not fit to `err`, and has each value of an id know the
 * section it names. `arena` is for scratch. */
void references_check(const struct collection *collection, struct arena *arena,
		      struct err *err);

/* Reports a filter of a start link that asks for no term. */
void references_report_filter(const struct value *filter, struct err *err);

#endif
