/* What is printed for people from the tables: the settings, the form of the
 * directory, the nginx locations. */
#ifndef SIGNPOST_REFERENCE_H
#define SIGNPOST_REFERENCE_H

#include "buf.h"
#include "err.h"
#include "settings.h"

/* Appends the annotated form of the directory's files. */
void reference_directory(struct buf *out);

/* Appends the nginx locations that fit the settings. 0, or -1 with the reason
 * in `err`. */
int reference_nginx(const struct settings *settings, struct buf *out,
		    struct err *err);

#endif
