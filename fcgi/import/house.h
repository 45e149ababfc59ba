/* The number of a house and the first word of its street: by these a place is
 * known however its address is written. */
#ifndef SIGNPOST_IMPORT_HOUSE_H
#define SIGNPOST_IMPORT_HOUSE_H

#include <stdbool.h>

#include "base/arena.h"

/* A text as places are compared: in small letters, without accents. */
const char *house_compared(const char *text, struct arena *arena);

/* Of such a text of an address its house: the same one is written `12 N. Elm
 * St` and `12 North Elm Street, Apt 2`. Of what begins with no number, all of
 * it. */
const char *house_of(const char *street, struct arena *arena);

/* Whether there is any at all in a text: most have none, and to part one costs
 * much. */
bool house_may_be(const char *text);

/* The next house in any text, also in an address of the web, `12 elm`; NULL
 * where none is left. `*text` is moved behind its number, and begins as what
 * house_spaced() gave. */
const char *house_next(const char **text, struct arena *arena);

/* A text with blanks in the place of all that parts words. */
const char *house_spaced(const char *text, struct arena *arena);

#endif
