/* A table says which sections are asked for, and those are sorted. */
#include "ini/overlay-index.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "text/list.h"

int overlay_index_compare(const void *left, const void *right)
{
	const struct ini_file_section *a =
		*(struct ini_file_section *const *)left;
	const struct ini_file_section *b =
		*(struct ini_file_section *const *)right;
	int order = strcmp(a->kind, b->kind);

	if (order == 0)
		order = strcmp(a->id ? a->id : "", b->id ? b->id : "");
	if (order == 0)
		order = (a->folder > b->folder) - (a->folder < b->folder);
	return order;
}

/* Adds what a key of [hide] names. */
static void add_hidden(struct table *asked, const struct ini_file_pair *pair,
		       struct arena *arena)
{
	const char *rest = pair->value;
	struct list_item id;

	while (list_next_trimmed(&rest, ",", &id))
		table_add(asked, pair->name,
			  arena_text(arena, id.text, id.length));
}

/* The sections, by kind and id, for which overlay_index_earlier() will be
 * asked. */
static struct table asked_for(struct ini_file_section *const *sections,
			      size_t count, struct arena *arena)
{
	struct table asked = table_new(0, arena);

	for (size_t i = 0; i < count; i++) {
		const struct ini_file_section *section = sections[i];
		bool is_hide = strcmp(section->kind, OVERLAY_HIDE) == 0;

		if (is_hide ||
		    ini_file_value(section, OVERLAY_REPLACES) != NULL)
			table_add(&asked, section->kind,
				  section->id != NULL ? section->id : "");
		for (const struct ini_file_pair *pair = section->pairs;
		     pair != NULL && is_hide; pair = pair->next)
			add_hidden(&asked, pair, arena);
	}
	return asked;
}

struct overlay_index overlay_index_new(struct ini_file_section **sections,
				       size_t count, struct arena *arena)
{
	const struct table asked = asked_for(sections, count, arena);
	struct overlay_index index = {
		.items = arena_alloc(arena, (count + 1) * sizeof(*sections))
	};

	for (size_t i = 0; i < count && asked.count > 0; i++)
		if (table_find(&asked, sections[i]->kind,
			       sections[i]->id != NULL ? sections[i]->id :
							 "") != TABLE_NONE)
			index.items[index.count++] = sections[i];
	qsort(index.items, index.count, sizeof(*index.items),
	      overlay_index_compare);
	return index;
}

struct ini_file_section *overlay_index_earlier(
	const struct overlay_index *index, const char *kind, const char *id,
	size_t folder)
{
	struct ini_file_section wanted = { .kind = kind,
					   .id = id,
					   .folder = folder };
	struct ini_file_section *key = &wanted, *found;
	size_t low = 0, high = index->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (overlay_index_compare(&index->items[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return NULL;
	found = index->items[low - 1];
	wanted.folder = found->folder;
	return overlay_index_compare(&found, &key) == 0 &&
			       found->folder < folder ?
		       found :
		       NULL;
}
