/* Which phones can stand in the lists of lines that [directory] names. */
#ifndef SIGNPOST_DIRECTORY_LINES_H
#define SIGNPOST_DIRECTORY_LINES_H

#include "base/err.h"
#include "directory/collection.h"

/* Reports lines that nobody could rely on. One that is out of use is left out
 * of its list; that is a fault only where no crisis line is left that everybody
 * can call at any time. */
void lines_check(const struct collection *collection, struct err *err);

#endif
