/* Records by kind and id. */
#include "directory/registry.h"

#include <stdint.h>
#include <string.h>

/* FNV-1a; what editors write is not chosen to collide. */
static uint64_t add(uint64_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3;
	return hash;
}

struct registry registry_new(size_t most, struct arena *arena)
{
	struct registry registry = { .room = 16 };

	while (registry.room < most * 2)
		registry.room *= 2;
	registry.slots =
		arena_alloc(arena, registry.room * sizeof(*registry.slots));
	return registry;
}

/* The slot of that name, or the empty one where it belongs. */
static const struct record **slot_of(const struct registry *registry,
				     const char *kind, const char *id)
{
	uint64_t hash = add(add(0xcbf29ce484222325, kind) * 31, id);
	size_t place = (size_t)hash & (registry->room - 1);
	const struct record *record = registry->slots[place];

	while (record != NULL && (strcmp(record->id, id) != 0 ||
				  strcmp(record->kind->name, kind) != 0)) {
		place = (place + 1) & (registry->room - 1);
		record = registry->slots[place];
	}
	return &registry->slots[place];
}

const struct record *registry_find(const struct registry *registry,
				   const char *kind, const char *id)
{
	return *slot_of(registry, kind, id);
}

const struct record *registry_add(struct registry *registry,
				  const struct record *record)
{
	const struct record **slot =
		slot_of(registry, record->kind->name, record->id);

	if (*slot != NULL)
		return *slot;
	*slot = record;
	return NULL;
}
