/* When something opens and closes, as people write it: `9am-5pm`, `noon to 4`,
 * `0800-1700`, `24 hours`. */
#ifndef SIGNPOST_CLEAN_TIMESPAN_H
#define SIGNPOST_CLEAN_TIMESPAN_H

#include <stdbool.h>

/* Reads what stands at `*at`, and moves that, to minutes since midnight, at
 * most 24:00. `after` is when the same days closed before, 0 for not: behind a
 * morning until noon, `1-5` is of the afternoon. False where a time can mean
 * two. */
bool timespan_read(const char **at, int after, int *from, int *to);

/* Whether one begins there. */
bool timespan_begins(const char *at);

#endif
