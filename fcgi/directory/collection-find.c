/* What is in a collection, by name, kind and order. */
#include "directory/collection.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

const struct ini_file_section *collection_lost(const struct collection *all,
					       const char *id)
{
	size_t number = table_find(&all->lost_names, "", id);

	return number != TABLE_NONE ? all->lost[number] : NULL;
}

bool collection_hides(const struct collection *all, const char *kind,
		      const char *id)
{
	return table_find(&all->lost_names, kind, id) != TABLE_NONE;
}

const struct record *collection_find(const struct collection *collection,
				     const char *kind, const char *id)
{
	size_t number = table_find(&collection->names, kind, id);

	return number != TABLE_NONE ? collection->named[number] : NULL;
}

const struct record **collection_gather(const struct collection *collection,
					const char *kind, const bool *hidden,
					struct arena *arena, size_t *count)
{
	const struct record **found =
		arena_alloc(arena, (collection->count + 1) * sizeof(*found));

	*count = 0;
	for (size_t i = 0; i < collection->count; i++)
		if (strcmp(collection->records[i]->kind->name, kind) == 0 &&
		    (hidden == NULL || !hidden[i]))
			found[(*count)++] = collection->records[i];
	return found;
}

static long number_in(const struct record *record, size_t row)
{
	const char *text = record_text(record, row);

	return text != NULL ? strtol(text, NULL, 10) : LONG_MAX;
}

int collection_compare(const struct record *a, const struct record *b,
		       size_t row)
{
	long left = number_in(a, row), right = number_in(b, row);

	if (left != right)
		return left < right ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}
