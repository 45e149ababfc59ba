/* What reference.c and manpage.c share: the tables of the directory's files in
 * words, and files with blanks. */
#ifndef SIGNPOST_COMMAND_REFERENCE_H
#define SIGNPOST_COMMAND_REFERENCE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "directory/record.h"

/* Appends all that is to be said of a key, as sentences. */
void reference_print_words(const struct field *field, struct buf *out);

/* What `@NAME@` becomes. */
struct reference_blank {
	const char *name, *value;
};

/* Appends the file `path` with its blanks filled in; `blanks` ends with a NULL
 * name. 0, or -1 with the reason in `err`. */
int reference_fill(const char *path, const struct reference_blank *blanks,
		   struct buf *out, struct err *err);

/* Appends the manual page about the `settings` or the `directory`:
 * signpost.ini(5) and signpost-directory(5), in the macros of man(7). What else
 * they say stands in conf/man/. 0, or -1 with the reason in `err`. */
int manpage_print(const char *name, struct buf *out, struct err *err);

#endif
