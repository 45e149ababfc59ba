/* Sections of a part are counted when they come and when they go. */
#include "ini/lines.h"

#include <stdatomic.h>

/* So much that few parts are begun, and so little that what is let go early is
 * most of a large file. */
#define PART_BYTES ((size_t)512 * 1024)

struct ini_lines {
	struct arena *arena;
	atomic_size_t sections;
};

struct ini_lines *ini_lines_next(struct ini_lines *last, struct arena *arena)
{
	struct ini_lines *lines = last;

	if (arena_is_filed(arena))
		return NULL;
	if (lines == NULL || arena_bytes(lines->arena) >= PART_BYTES) {
		lines = arena_alloc(arena, sizeof(*lines));
		lines->arena = arena_new_within(arena);
		atomic_init(&lines->sections, 0);
	}
	atomic_fetch_add(&lines->sections, 1);
	return lines;
}

struct arena *ini_lines_arena(const struct ini_lines *lines)
{
	return lines->arena;
}

void ini_lines_forget(struct ini_lines *lines)
{
	if (lines != NULL && atomic_fetch_sub(&lines->sections, 1) == 1)
		arena_empty(lines->arena);
}

bool ini_lines_are_gone(const struct ini_lines *lines)
{
	return lines != NULL && atomic_load(&lines->sections) == 0;
}
