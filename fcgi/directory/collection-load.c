/* Lines are read into a scratch of their own. */
#include "directory/collection-load.h"

#include "base/alloc.h"
#include "directory/references.h"
#include "ini/folder.h"

/* Its name and what it says. */
static const struct ini_file_section *copy_of(
	const struct ini_file_section *section, struct arena *arena)
{
	struct ini_file_section *copy = arena_alloc(arena, sizeof(*copy));
	struct ini_file_pair **tail = &copy->pairs;

	copy->kind = arena_printf(arena, "%s", section->kind);
	copy->id = arena_printf(arena, "%s", section->id);
	for (const struct ini_file_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next) {
		*tail = arena_alloc(arena, sizeof(**tail));
		(*tail)->name = arena_printf(arena, "%s", pair->name);
		(*tail)->value = arena_printf(arena, "%s", pair->value);
		tail = &(*tail)->next;
	}
	return copy;
}

static bool is_taken_out(const struct ini_file_section *section)
{
	return section->is_hidden && section->id != NULL;
}

/* What is hidden, for when the lines are gone. */
static void keep_hidden(struct collection *collection,
			const struct ini_file_section *sections,
			struct arena *arena)
{
	const struct ini_file_section *section;
	size_t count = 0;

	for (section = sections; section != NULL; section = section->next)
		count += is_taken_out(section);
	collection->hidden =
		arena_alloc(arena, (count + 1) * sizeof(*collection->hidden));
	for (section = sections; section != NULL; section = section->next)
		if (is_taken_out(section))
			collection->hidden[collection->hidden_count++] =
				copy_of(section, arena);
}

struct collection *collection_load(const char *folders, struct arena *arena,
				   const struct overlay **overlays,
				   struct err *err)
{
	struct arena *scratch = arena_new();
	size_t faults = err->count;
	struct ini_file_section *sections = folder_read(folders, scratch, err);
	struct collection *collection = NULL;

	if (sections != NULL || err->count == faults) {
		*overlays = overlay_copy(overlay_apply(&sections, scratch, err),
					 arena);
		collection = collection_read_last(sections, arena, err);
		keep_hidden(collection, sections, arena);
		references_check(collection, scratch, err);
	}
	arena_free(scratch);
	alloc_give_back();
	return collection;
}
