/* A first profile of a table, for an editor to look through. */
#ifndef SIGNPOST_IMPORT_SKETCH_H
#define SIGNPOST_IMPORT_SKETCH_H

#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"

/* Appends what the columns of `file` may be, each with how sure that is; what
 * is not is a comment. 0, or -1 with the faults in `err` where it is no table.
 */
int sketch_print(FILE *file, const char *name, struct buf *out,
		 struct err *err);

#endif
