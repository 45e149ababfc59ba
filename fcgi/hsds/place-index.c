/* The identifiers in their order. */
#include "hsds/place-index.h"

#include <stdlib.h>
#include <string.h>

#include "directory/uuid.h"
#include "hsds/place.h"

struct item {
	char uuid[UUID_TEXT];
	unsigned entry, place;
};

struct place_index {
	struct item *items;
	size_t count;
};

static int compare(const void *a, const void *b)
{
	const struct item *left = a, *right = b;

	return strcmp(left->uuid, right->uuid);
}

static size_t count_places(const struct directory *directory)
{
	size_t count = 0;

	for (size_t i = 0; i < directory->entry_count; i++)
		count += directory->entries[i]->location_count;
	return count;
}

const struct place_index *place_index_new(const struct directory *directory,
					  struct arena *arena)
{
	struct place_index *index = arena_alloc(arena, sizeof(*index));
	size_t most = count_places(directory) + 1;

	index->items = arena_alloc(arena, most * sizeof(*index->items));
	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];

		for (size_t j = 0; j < entry->location_count; j++) {
			struct item *item = &index->items[index->count++];

			hsds_identify_place(directory, entry, j, item->uuid);
			item->entry = (unsigned)i;
			item->place = (unsigned)j;
		}
	}
	qsort(index->items, index->count, sizeof(*index->items), compare);
	return index;
}

bool place_index_find(const struct place_index *index, const char *uuid,
		      size_t *entry, size_t *place)
{
	struct item wanted;
	const struct item *found;

	if (strlen(uuid) >= sizeof(wanted.uuid))
		return false;
	strcpy(wanted.uuid, uuid);
	found = bsearch(&wanted, index->items, index->count,
			sizeof(*index->items), compare);
	if (found == NULL)
		return false;
	*entry = found->entry;
	*place = found->place;
	return true;
}
