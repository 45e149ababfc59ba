/* Each part has an arena and faults of its own, which are joined in order. */
#include "record/record-batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parallel.h"

/* So many sections that a thread is worth its while, and so many parts that no
 * thread waits long for the last. */
#define PART_LEAST ((size_t)1000)
#define PARTS_MOST ((size_t)16)

struct part {
	struct record_batch_item *items;
	size_t count;
	struct record_scope scope;
	struct arena *arena; /* until it is joined; or the one of all */
	struct err err;
};

static void enter_file(struct part *part, const char *file)
{
	struct record_scope *scope = &part->scope;

	if (scope->file == NULL || strcmp(scope->file, file) != 0)
		scope->file = arena_text(part->arena, file, strlen(file));
}

static void read_part(void *data, size_t number)
{
	struct part *part = (struct part *)data + number;

	for (size_t i = 0; i < part->count; i++) {
		struct record_batch_item *item = &part->items[i];

		arena_rest(part->arena);
		enter_file(part, item->section->file);
		item->record =
			record_read(item->section, item->kind, &part->scope,
				    part->arena, &part->err);
		if (part->scope.lets_go && !item->record->is_faulty)
			ini_lines_forget(item->section->lines);
	}
}

static size_t parts_for(size_t count)
{
	size_t parts = count / PART_LEAST + 1;

	return parts < PARTS_MOST ? parts : PARTS_MOST;
}

void record_batch_read(struct record_batch_item *items, size_t count,
		       const struct record_scope *scope, struct arena *arena,
		       struct err *err)
{
	size_t parts = arena_is_filed(arena) ? 1 : parts_for(count), first = 0;
	struct part *all = alloc_zero(parts * sizeof(*all));

	for (size_t i = 0; i < parts; i++) {
		size_t end = count * (i + 1) / parts;

		all[i] = (struct part){
			.items = items + first,
			.count = end - first,
			.scope = *scope,
			.arena = arena_is_filed(arena) ? arena : arena_new(),
		};
		first = end;
	}
	parallel_do(parts, read_part, all);
	for (size_t i = 0; i < parts; i++) {
		if (all[i].arena != arena)
			arena_join(arena, all[i].arena);
		err_join(err, &all[i].err);
	}
	free(all);
}
