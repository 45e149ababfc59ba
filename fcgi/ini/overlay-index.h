/* Finds what a section replaces or hides, by kind, id and folder. */
#ifndef SIGNPOST_INI_OVERLAY_INDEX_H
#define SIGNPOST_INI_OVERLAY_INDEX_H

#include <stddef.h>

#include "base/arena.h"
#include "ini/file.h"

#define OVERLAY_REPLACES "replaces"
#define OVERLAY_HIDE	 "hide"

/* Only those that some section replaces or hides, of however many there are. */
struct overlay_index {
	struct ini_file_section **items;
	size_t count;
};

/* Lives as long as `arena` and the sections do. */
struct overlay_index overlay_index_new(struct ini_file_section **sections,
				       size_t count, struct arena *arena);

/* The section `[kind:id]` of the nearest folder before `folder`, or NULL. */
struct ini_file_section *overlay_index_earlier(
	const struct overlay_index *index, const char *kind, const char *id,
	size_t folder);

/* The order of two pointers to sections, for qsort(). */
int overlay_index_compare(const void *left, const void *right);

#endif
