/* Open addressing: a name stands in the first free slot from its hash on. */
#include "base/table.h"

#include <string.h>

#define LEAST_ROOM ((size_t)16)

/* FNV-1a; what editors write is not chosen to collide. */
static uint64_t add_to_hash(uint64_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3;
	return hash;
}

static size_t hash_of(const char *scope, const char *name)
{
	uint64_t hash = add_to_hash(0xcbf29ce484222325, scope);

	hash = add_to_hash(hash * 31, name);
	return (size_t)(hash ^ (hash >> 32));
}

static const char *scope_of(const char *name)
{
	return name + strlen(name) + 1;
}

/* The slot of a name, or the free one where it belongs. */
static uint32_t *slot_of(const struct table *table, const char *scope,
			 const char *name)
{
	size_t at = hash_of(scope, name);

	for (;; at++) {
		uint32_t *slot = &table->slots[at & (table->room - 1)];
		const char *there;

		if (*slot == 0)
			return slot;
		there = table->names[*slot - 1];
		if (strcmp(there, name) == 0 &&
		    strcmp(scope_of(there), scope) == 0)
			return slot;
	}
}

/* Makes room for half as many names as slots. */
static void set_room(struct table *table, size_t room)
{
	const char **names = table->names;

	table->room = room;
	table->slots = arena_alloc(table->arena, room * sizeof(*table->slots));
	table->names = arena_alloc(table->arena, room / 2 * sizeof(*names));
	for (size_t i = 0; i < table->count; i++) {
		table->names[i] = names[i];
		*slot_of(table, scope_of(names[i]), names[i]) = (uint32_t)i + 1;
	}
}

struct table table_new(size_t expected, struct arena *arena)
{
	struct table table = { .arena = arena };
	size_t room = LEAST_ROOM;

	while (room / 2 < expected)
		room *= 2;
	set_room(&table, room);
	return table;
}

static const char *copy_of(const struct table *table, const char *scope,
			   const char *name)
{
	size_t name_size = strlen(name) + 1, scope_size = strlen(scope) + 1;
	char *copy = arena_alloc(table->arena, name_size + scope_size);

	memcpy(copy, name, name_size);
	memcpy(copy + name_size, scope, scope_size);
	return copy;
}

size_t table_add(struct table *table, const char *scope, const char *name)
{
	uint32_t *slot = slot_of(table, scope, name);

	if (*slot != 0)
		return *slot - 1;
	if (table->count == table->room / 2) {
		set_room(table, table->room * 2);
		slot = slot_of(table, scope, name);
	}
	table->names[table->count] = copy_of(table, scope, name);
	*slot = (uint32_t)++table->count;
	return *slot - 1;
}

size_t table_find(const struct table *table, const char *scope,
		  const char *name)
{
	uint32_t slot = *slot_of(table, scope, name);

	return slot != 0 ? slot - 1 : TABLE_NONE;
}
