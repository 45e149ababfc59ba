/* The manual pages that the tables fill: signpost.ini(5) and
 * signpost-directory(5), in the macros of man(7). What else they say stands in
 * conf/man/. */
#ifndef SIGNPOST_COMMAND_MANPAGE_H
#define SIGNPOST_COMMAND_MANPAGE_H

#include "base/buf.h"
#include "base/err.h"

/* Appends the page about the `settings` or the `directory`. 0, or -1 with the
 * reason in `err`. */
int manpage_print(const char *name, struct buf *out, struct err *err);

#endif
