/* All sections of the files of a directory, judged, and nothing of the files.
 */
#ifndef SIGNPOST_DIRECTORY_COLLECTION_LOAD_H
#define SIGNPOST_DIRECTORY_COLLECTION_LOAD_H

#include "base/arena.h"
#include "base/err.h"
#include "directory/collection.h"
#include "ini/overlay.h"

/* Reads the files of the folders, later ones over earlier ones, and what names
 * what; faults go to `err`. NULL where a file could not be read, so that
 * nothing more can be said. `*overlays` is what later folders put over earlier
 * ones, of which there are only the headers. Lives as long as `arena`, in which
 * nothing of the files is left but what was made of them. */
struct collection *collection_load(const char *folders, struct arena *arena,
				   const struct overlay **overlays,
				   struct err *err);

#endif
