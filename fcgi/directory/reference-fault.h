/* What is wrong with an id that names no section, told to who typed it. */
#ifndef SIGNPOST_DIRECTORY_REFERENCE_FAULT_H
#define SIGNPOST_DIRECTORY_REFERENCE_FAULT_H

#include "base/buf.h"
#include "directory/collection.h"

/* Appends, behind "KEY: ", why `text` is no id of a section of `kind`, and what
 * to write. `field` is the row it stands in. `has_room` says whether what was
 * meant may be looked for, which takes a while. */
void reference_fault_print(const struct collection *collection,
			   const char *kind, const struct field *field,
			   const char *text, bool has_room, struct buf *out);

#endif
