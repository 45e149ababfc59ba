/* What reference.c, manpage.c and nginx-files.c share: the tables of the
 * directory's files in words, what a manual page has of them, and files with
 * blanks. */
#ifndef SIGNPOST_COMMAND_REFERENCE_H
#define SIGNPOST_COMMAND_REFERENCE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "command/options.h"
#include "record/record.h"

/* Appends all that is to be said of a key, as sentences. */
void reference_print_words(const struct field *field, struct buf *out);

/* Appends the rows of signpost.ini(5) and of signpost-directory(5), in the
 * macros of man(7). What else those say stands in conf/man/. */
void manpage_print_settings(struct buf *out);
void manpage_print_sections(struct buf *out);

/* Appends the words of the directory that the options name, as comments: ids
 * and names of its kinds, terms, entries and of who answers. Of a faulty one
 * what could be read. */
void words_list_print(const struct options *options, struct buf *out);

/* What `@NAME@` becomes. */
struct reference_blank {
	const char *name, *value;
};

/* Appends the file `path` with its blanks filled in; `blanks` ends with a NULL
 * name. The exit code, with the reason in `err`. */
int reference_fill(const char *path, const struct reference_blank *blanks,
		   struct buf *out, struct err *err);

/* Appends the one of nginx's files that is asked for: it fits the settings and
 * the directory, and is for the public unless the scope is exactly `internal`,
 * in which whoever asks is inside. What else it says stands in nginx/. The exit
 * code, with the reason in `err`. */
int nginx_files_print(const struct options *options, struct buf *out,
		      struct err *err);

#endif
