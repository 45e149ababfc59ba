/* What was taken down: entries, phones and places that nobody is shown any
 * more, whatever the directory says of them. It stands in a file of its own
 * beside the settings, so that no fault of anything else is in its way. */
#ifndef SIGNPOST_DIRECTORY_TAKEDOWN_H
#define SIGNPOST_DIRECTORY_TAKEDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "directory/collection.h"

/* What can be, in words. */
#define TAKEDOWN_KINDS "`entry`, `phone` or `location`"

struct takedown_item {
	const char *kind, *id; /* one of those kinds */
};

/* Lives as long as the arena it was read into. */
struct takedown {
	const struct takedown_item *items; /* in the order of the file */
	size_t count;
	char mark[DIGEST_WORD]; /* by which two can be told apart */
};

/* The kind of that name, or NULL where none of it can be taken down. */
const char *takedown_kind(const char *name);

/* The file that belongs to the settings file `settings` (NULL: there is none).
 * Lives as long as `arena`. */
const char *takedown_path(const char *settings, struct arena *arena);

/* Reads the file; where there is none, nothing is taken down. What can be read
 * of it holds, and the rest goes to `err`; NULL, with one fault, where it is
 * there and nothing of it can be read. */
const struct takedown *takedown_read(const char *path, struct arena *arena,
				     struct err *err);

/* The same, living as long as `arena`. */
const struct takedown *takedown_copy(const struct takedown *takedown,
				     struct arena *arena);

/* Whether the section is taken down by its own name. */
bool takedown_has(const struct takedown *takedown, const char *kind,
		  const char *id);

/* Whether anything is called so, or was. */
bool takedown_is_known(const struct takedown_item *item,
		       const struct collection *collection);

/* By place, the records that are taken down, also by an id that they had
 * before; NULL where none is. The last crisis line to talk to stays: `*kept` is
 * then that, else NULL. Lives as long as `arena`. */
const bool *takedown_marks(const struct takedown *takedown,
			   const struct collection *collection,
			   struct arena *arena, const struct record **kept);

/* Appends the file as it is to be with these. */
void takedown_print(const struct takedown_item *items, size_t count,
		    struct buf *out);

#endif
