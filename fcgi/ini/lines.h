/* What the lines of a file say, in parts of several sections each: who has read
 * all sections of a part can let go of it, before the file is done with. */
#ifndef SIGNPOST_INI_LINES_H
#define SIGNPOST_INI_LINES_H

#include <stdbool.h>

#include "base/arena.h"

struct ini_lines;

/* The part for the next section: `last`, the one before (NULL: none), while it
 * is small, else a new one, which lives no longer than `arena`. NULL where that
 * is filed, of which nothing can be let go. */
struct ini_lines *ini_lines_next(struct ini_lines *last, struct arena *arena);

/* What a section of the part is to be kept in. */
struct arena *ini_lines_arena(const struct ini_lines *lines);

/* Lets go of one of its sections: with the last, what is in it ends. Accepts
 * NULL. Sections of a part may be let go by several threads. */
void ini_lines_forget(struct ini_lines *lines);

/* Whether what was in it has ended. Accepts NULL. */
bool ini_lines_are_gone(const struct ini_lines *lines);

#endif
