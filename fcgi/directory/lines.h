/* Which phones can stand in the lists of lines that [directory] names. */
#ifndef SIGNPOST_DIRECTORY_LINES_H
#define SIGNPOST_DIRECTORY_LINES_H

#include <stdbool.h>

#include "base/err.h"
#include "directory/collection.h"

/* Reports lines that nobody could rely on. One that is out of use is left out
 * of its list; that is a fault only where no crisis line is left that everybody
 * can call at any time. */
void lines_check(const struct collection *collection, struct err *err);

/* Whether a crisis line is left that everybody can call at any time, without
 * those that `taken` has, by place (NULL: none). */
bool lines_has_rescue(const struct collection *collection, const bool *taken);

#endif
