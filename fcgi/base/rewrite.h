/* A file of somebody's own that is read, changed and written back, so that no
 * byte of anybody is lost: what was written meanwhile is noticed, and whoever
 * is killed, or finds the disk full, leaves the file as it was. Two of these at
 * once take turns. */
#ifndef SIGNPOST_BASE_REWRITE_H
#define SIGNPOST_BASE_REWRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

struct rewrite {
	char *path;  /* of the file itself, where a link led there */
	char *bytes; /* what it holds, and a NUL behind that */
	size_t length;
	bool is_there; /* false: there is none yet, and `length` is 0 */
};

/* Reads the file, of at most `most` bytes; there may be none. A link to it is
 * followed only if `follows_links`. 0, and it is for rewrite_free(); -1 with
 * the fault in `err`. */
int rewrite_begin(const char *path, size_t most, bool follows_links,
		  struct rewrite *rewrite, struct err *err);

/* Puts `bytes` in the place of what was read, whole or not at all, with the
 * rights and the owner that the file had, or at least the group where it is
 * another's; a new one gets `mode`. 0, and then it is what was read; -1 with
 * the fault in `err`, and nothing is written: also where the file is not any
 * more what was read. */
int rewrite_finish(struct rewrite *rewrite, mode_t mode,
		   const struct buf *bytes, struct err *err);

void rewrite_free(struct rewrite *rewrite);

#endif
