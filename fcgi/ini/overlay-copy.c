/* What is told of overlays when nothing else is left of their sections. */
#include "ini/overlay.h"

#include <string.h>

static const char *text_copy(const char *text, struct arena *arena)
{
	return text != NULL ? arena_text(arena, text, strlen(text)) : NULL;
}

static const struct ini_file_section *header_copy(
	const struct ini_file_section *section, struct arena *arena)
{
	struct ini_file_section *copy = arena_alloc(arena, sizeof(*copy));

	copy->kind = text_copy(section->kind, arena);
	copy->id = text_copy(section->id, arena);
	copy->file = text_copy(section->file, arena);
	copy->line = section->line;
	copy->folder = section->folder;
	return copy;
}

const struct overlay *overlay_copy(const struct overlay *overlays,
				   struct arena *arena)
{
	struct overlay *copies = NULL, **last = &copies;

	for (; overlays != NULL; overlays = overlays->next) {
		*last = arena_alloc(arena, sizeof(**last));
		(*last)->old = header_copy(overlays->old, arena);
		(*last)->new = header_copy(overlays->new, arena);
		(*last)->mark = text_copy(overlays->mark, arena);
		(*last)->since = text_copy(overlays->since, arena);
		(*last)->is_merged = overlays->is_merged;
		last = &(*last)->next;
	}
	return copies;
}
