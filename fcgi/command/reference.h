/* What is printed for people from the tables: the settings, the form of the
 * directory, the nginx locations. */
#ifndef SIGNPOST_COMMAND_REFERENCE_H
#define SIGNPOST_COMMAND_REFERENCE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "directory/record.h"
#include "site/settings.h"

/* A kind of section of the directory's files, as it is explained. */
struct reference_section {
	const struct kind *kind;
	const char *header, *help;
};

extern const struct reference_section reference_sections[];
extern const size_t reference_section_count;

/* Appends all that is to be said of a key, as sentences. */
void reference_print_words(const struct field *field, struct buf *out);

/* Appends the annotated form of the `settings` file or of the `directory`'s
 * files. -1, and nothing appended, for any other name. */
int reference_print(const char *name, struct buf *out);

/* What `@NAME@` becomes. */
struct reference_blank {
	const char *name, *value;
};

/* Appends the file `path` with its blanks filled in; `blanks` ends with a NULL
 * name. 0, or -1 with the reason in `err`. */
int reference_fill(const char *path, const struct reference_blank *blanks,
		   struct buf *out, struct err *err);

/* Appends the nginx locations that fit the settings. They are for the public
 * unless `scope` is exactly `internal`: then whoever asks there is inside. 0,
 * or -1 with the reason in `err`. */
int reference_nginx(const struct settings *settings, const char *scope,
		    struct buf *out, struct err *err);

#endif
