/* Where the program finds what it was shipped with. */
#ifndef SIGNPOST_INI_PATHS_H
#define SIGNPOST_INI_PATHS_H

#include "base/arena.h"

/* The folder or file `name` ("data", "templates", "locale", "assets",
 * "nginx/..."): below share/signpost beside the folder the program runs from,
 * when it is installed; else beside the source it was built from. Lives as
 * long as `arena`. */
const char *paths_shipped(const char *name, struct arena *arena);

/* Another program of ours: beside the running one where it stands there, as in
 * a build folder; else below libexec/signpost beside the running one's folder,
 * whether it is there or not. Lives as long as `arena`. */
const char *paths_program(const char *name, struct arena *arena);

/* The folders of a directory: of `path`, which separates them by colons,
 * `shipped` is what the program was shipped with (so is ""), and PATHS_OWN is
 * left out where it is not there. Lives as long as `arena`. */
const char *paths_folders(const char *path, struct arena *arena);

/* Where a site puts its own by itself. */
#define PATHS_OWN "/etc/signpost/directory"

#endif
