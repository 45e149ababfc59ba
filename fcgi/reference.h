/* What is printed for people from the tables: the settings, the form of the
 * directory, the nginx locations. */
#ifndef SIGNPOST_REFERENCE_H
#define SIGNPOST_REFERENCE_H

#include "buf.h"
#include "err.h"
#include "settings.h"

/* Appends the annotated form of the directory's files. */
void reference_directory(struct buf *out);

/* Appends the nginx locations that fit the settings. They are for the public
 * unless `scope` is exactly `internal`: then whoever asks there is inside. 0,
 * or -1 with the reason in `err`. */
int reference_nginx(const struct settings *settings, const char *scope,
		    struct buf *out, struct err *err);

#endif
