/* How much room nginx's copies of answers have. Where none is left they are
 * missing; where none is left for an answer on its way, visitors get an empty
 * one; and nginx tells nobody. */
#ifndef SIGNPOST_HTTP_COPIES_H
#define SIGNPOST_HTTP_COPIES_H

#include <stdbool.h>

#include "base/arena.h"

struct copies {
	const char *folder; /* lives as long as the arena */
	unsigned long long size_bytes, free_bytes, files, free_files;
};

/* Reads the room of the next folder that is there from `*rest`, folders with
 * colons between, and moves `*rest` behind it. False at the end. */
bool copies_next(const char **rest, struct arena *arena, struct copies *copies);

/* Whether less is left than nginx needs to make room in time, of bytes or of
 * files: a sixteenth. */
bool copies_is_full(const struct copies *copies);

/* What health says of all the folders: `off`, `ok` or `full`. */
const char *copies_state(const char *folders, struct arena *arena);

#endif
