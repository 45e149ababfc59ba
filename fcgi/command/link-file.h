/* The file into which `check --links --save FILE` writes what it found, and out
 * of which it knows the next time since when. The form of the file is that of
 * directory/link-check.h. */
#ifndef SIGNPOST_COMMAND_LINK_FILE_H
#define SIGNPOST_COMMAND_LINK_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/rewrite.h"
#include "directory/collection.h"
#include "directory/link-check.h"

struct link_file {
	struct rewrite file;
	bool is_open;
	/* What was found before: of the file; or, where there is none, what the
	 * directory has. Borrowed. */
	const struct record *record;
	const struct collection *collection;
};

/* Reads the file `path`; NULL: nothing will be written. 0, and it is for
 * link_file_close(); -1 with the fault in `err`, also where more stands in the
 * file than this command writes. */
int link_file_open(const char *path, const struct collection *collection,
		   struct arena *arena, struct link_file *file,
		   struct err *err);

/* Whether this was found of the address before. */
bool link_file_find(const struct link_file *file, const char *url,
		    enum link_state state, struct arena *arena,
		    struct link_finding *finding);

/* Puts these in the place of what was found before. 0, or -1 with the fault in
 * `err`. */
int link_file_write(struct link_file *file, const struct link_finding *findings,
		    size_t count, const char *day, struct err *err);

void link_file_close(struct link_file *file);

#endif
