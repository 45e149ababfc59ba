/* A later folder over the earlier ones: what a site replaces or hides of the
 * shipped sections. */
#ifndef SIGNPOST_INI_OVERLAY_H
#define SIGNPOST_INI_OVERLAY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "ini/file.h"

/* A section that took the place of an earlier one. */
struct overlay {
	const struct ini_file_section *old, *new;
	const char *mark;  /* four letters of a hash of the old one's text */
	const char *since; /* the mark it had when it was replaced, or NULL */
	/* `old` only has the id of `new` as an `alias`, so both stand. */
	bool is_merged;
	struct overlay *next;
};

/* Carries out `replaces = shipped` and `[hide]`: a section that replaces takes
 * the place of the one it replaces, and the keys that say so are gone. Where
 * that one has been merged into another since, nothing is taken away. Changes
 * the list at `*sections`, at whose end stand those that are hidden; the
 * overlays live as long as `arena`, in reading order. Faults go to `err`. */
const struct overlay *overlay_apply(struct ini_file_section **sections,
				    struct arena *arena, struct err *err);

/* The same overlays, of whose sections there are only the headers and where
 * they stand. Lives as long as `arena`, and borrows nothing. */
const struct overlay *overlay_copy(const struct overlay *overlays,
				   struct arena *arena);

/* The mark of a section that is not replaced yet. Lives as long as `arena`. */
const char *overlay_mark(const struct ini_file_section *section,
			 struct arena *arena);

#endif
