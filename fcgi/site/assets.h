/* Where pages find their style sheet and their script. An address changes with
 * what is behind it, so a new page never meets a sheet that a browser has kept,
 * and it names a page, not whose: it may stay behind on a shared computer. */
#ifndef SIGNPOST_SITE_ASSETS_H
#define SIGNPOST_SITE_ASSETS_H

#include "base/arena.h"

/* Addresses below the base. */
struct assets {
	const char *sheet, *print, *script, *handout;
};

/* Those of the files that the program was shipped with. One that cannot be read
 * has an address that changes with the program alone. Lives as long as
 * `arena`. */
const struct assets *assets_read(struct arena *arena);

#endif
