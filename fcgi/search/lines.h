/* The lines of the directory, and which of them words find. */
#ifndef SIGNPOST_SEARCH_LINES_H
#define SIGNPOST_SEARCH_LINES_H

#include <stddef.h>

#include "search/query.h"

/* How many there are; one may stand among both. */
size_t lines_count(const struct directory *directory);

/* The line at a place; the crisis lines stand first. */
const struct phone *lines_at(const struct directory *directory, size_t place);

/* Those that the words of the wish find, or else those that some of them do:
 * what words of danger name, then help lines, then the others, last what is not
 * confirmed. Before what must not come first under a wish in somebody's own
 * name stands a help line. None where nobody looks for words. Lives as long as
 * the wish. */
const struct phone *const *lines_find(const struct query *query, size_t *count);

#endif
