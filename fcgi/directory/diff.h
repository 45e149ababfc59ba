/* What a reader will notice between two directories. */
#ifndef SIGNPOST_DIRECTORY_DIFF_H
#define SIGNPOST_DIRECTORY_DIFF_H

#include "base/buf.h"
#include "directory/directory.h"

/* Appends a line for each phone that came to every page or left it, for each
 * entry that was added, removed, renamed or moved, and
 * for each phone whose number, status or who answers has changed, with the
 * entries that show it; and for each section whose content has changed though
 * its `changed` has not. Appends nothing when there is nothing to notice. */
void diff_print(const struct directory *old, const struct directory *new,
		struct buf *out);

#endif
