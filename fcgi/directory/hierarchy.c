/* The entries of a directory as a tree. */
#include "directory/hierarchy.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b)
{
	return strcmp((*(struct entry *const *)a)->id,
		      (*(struct entry *const *)b)->id);
}

static void make_entries(struct directory *directory,
			 const struct record **records, size_t count,
			 struct arena *arena)
{
	size_t size = (count + 1) * sizeof(struct entry *);
	struct entry *entries =
		arena_alloc(arena, (count + 1) * sizeof(*entries));

	directory->entries = arena_alloc(arena, size);
	directory->by_id = arena_alloc(arena, size);
	directory->entry_count = count;
	for (size_t i = 0; i < count; i++) {
		entries[i].id = records[i]->id;
		entries[i].record = records[i];
		entries[i].kind =
			collection_find(directory->collection, "kind",
					record_text(records[i], ENTRY_KIND));
		entries[i].department = TERM_NONE;
		directory->entries[i] = &entries[i];
		directory->by_id[i] = &entries[i];
	}
	qsort(directory->by_id, count, sizeof(*directory->by_id), by_id);
}

/* The entries are still in the order they were made in, so a place in their
 * block names one. */
static struct entry *named(const struct directory *directory,
			   const struct entry *entry, size_t row)
{
	const char *id = record_text(entry->record, row);

	return id != NULL ? (struct entry *)directory_entry(directory, id) :
			    NULL;
}

static void find_above(const struct directory *directory)
{
	for (size_t i = 0; i < directory->entry_count; i++) {
		struct entry *entry = directory->entries[i];

		entry->parent = named(directory, entry, ENTRY_PARENT);
		entry->listed_under =
			named(directory, entry, ENTRY_LISTED_UNDER);
		entry->above = entry->listed_under != NULL ?
				       entry->listed_under :
				       entry->parent;
	}
}

/* Puts `entry` last among those below `above`, or among the roots. */
static void hang(struct entry *entry, struct entry **first, struct entry **last)
{
	if (*last != NULL)
		(*last)->beside = entry;
	else
		*first = entry;
	*last = entry;
}

/* The first root. */
static struct entry *hang_all(const struct directory *directory,
			      struct arena *arena)
{
	struct entry *root = NULL, *last_root = NULL;
	struct entry **last = arena_alloc(
		arena, (directory->entry_count + 1) * sizeof(struct entry *));

	for (size_t i = 0; i < directory->entry_count; i++) {
		struct entry *entry = directory->entries[i];
		struct entry *above = entry->above;

		if (above == NULL)
			hang(entry, &root, &last_root);
		else
			hang(entry, &above->below,
			     &last[above - directory->entries[0]]);
	}
	return root;
}

/* The entry that follows `entry` when a tree is read from the top. */
static struct entry *after(struct entry *entry)
{
	if (entry->below != NULL)
		return entry->below;
	while (entry != NULL && entry->beside == NULL)
		entry = entry->above;
	return entry != NULL ? entry->beside : NULL;
}

void hierarchy_make(struct directory *directory, const struct record **records,
		    size_t count, struct arena *arena)
{
	struct entry *entry;
	size_t place = 0;

	make_entries(directory, records, count, arena);
	find_above(directory);
	for (entry = hang_all(directory, arena); entry; entry = after(entry)) {
		if (entry->above != NULL)
			entry->depth = entry->above->depth + 1;
		directory->entries[place++] = entry;
	}
}
