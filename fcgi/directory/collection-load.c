/* Lines are read into a scratch of their own. */
#include "directory/collection-load.h"

#include "base/alloc.h"
#include "directory/references.h"
#include "ini/folder.h"

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
		collection = collection_read(sections, arena, err);
		references_check(collection, scratch, err);
	}
	arena_free(scratch);
	alloc_give_back();
	return collection;
}
