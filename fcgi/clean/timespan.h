/* When something opens and closes, as people write it: `9am-5pm`, `noon to 4`,
 * `0800-1700`, `24 hours`. */
#ifndef SIGNPOST_CLEAN_TIMESPAN_H
#define SIGNPOST_CLEAN_TIMESPAN_H

#include <stdbool.h>

/* Reads what stands at `*at`, and moves that, to minutes since midnight, at
 * most 24:00. False where a time can mean two. */
bool timespan_read(const char **at, int *from, int *to);

/* Whether one begins there. */
bool timespan_begins(const char *at);

#endif
