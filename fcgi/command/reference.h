/* What reference.c and manpage.c share: the tables of the directory's files in
 * words, and what a manual page has of them. */
#ifndef SIGNPOST_COMMAND_REFERENCE_H
#define SIGNPOST_COMMAND_REFERENCE_H

#include <stddef.h>

#include "base/buf.h"
#include "directory/record.h"

/* Appends all that is to be said of a key, as sentences. */
void reference_print_words(const struct field *field, struct buf *out);

/* Appends the rows of signpost.ini(5) and of signpost-directory(5), in the
 * macros of man(7). What else those say stands in conf/man/. */
void manpage_print_settings(struct buf *out);
void manpage_print_sections(struct buf *out);

#endif
