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

uint32_t table_hash(const char *scope, const char *name)
{
	uint64_t hash = add_to_hash(0xcbf29ce484222325, scope);

	hash = add_to_hash(hash * 31, name);
	return (uint32_t)(hash ^ (hash >> 32));
}

static const char *scope_of(const char *name)
{
	return name + strlen(name) + 1;
}

static struct table_slot *slot_at(const struct table *table, size_t at)
{
	return &table->slots[at & (table->room - 1)];
}

/* The slot of a name, or the free one where it belongs. */
static struct table_slot *slot_of(const struct table *table, uint32_t hash,
				  const char *scope, const char *name)
{
	for (size_t at = hash;; at++) {
		struct table_slot *slot = slot_at(table, at);
		const char *there;

		if (slot->number == 0)
			return slot;
		if (slot->hash != hash)
			continue;
		there = table->names[slot->number - 1];
		if (strcmp(there, name) == 0 &&
		    strcmp(scope_of(there), scope) == 0)
			return slot;
	}
}

/* All names differ, so a free slot is found by the hash alone. */
static void move_slots(const struct table *table,
		       const struct table_slot *slots, size_t room)
{
	for (size_t i = 0; i < room; i++) {
		size_t at = slots[i].hash;

		if (slots[i].number == 0)
			continue;
		while (slot_at(table, at)->number != 0)
			at++;
		*slot_at(table, at) = slots[i];
	}
}

/* Makes room for half as many names as slots. */
static void set_room(struct table *table, size_t room)
{
	const struct table old = *table;

	table->room = room;
	table->slots = arena_alloc(table->arena, room * sizeof(*table->slots));
	table->names =
		arena_alloc(table->arena, room / 2 * sizeof(*table->names));
	if (old.count == 0)
		return;
	memcpy(table->names, old.names, old.count * sizeof(*old.names));
	move_slots(table, old.slots, old.room);
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
	char *copy = arena_room(table->arena, name_size + scope_size);

	memcpy(copy, name, name_size);
	memcpy(copy + name_size, scope, scope_size);
	return copy;
}

size_t table_add(struct table *table, const char *scope, const char *name)
{
	return table_add_hashed(table, table_hash(scope, name), scope, name);
}

void table_expect(const struct table *table, uint32_t hash)
{
	__builtin_prefetch(slot_at(table, hash));
}

void table_expect_name(const struct table *table, uint32_t hash)
{
	const struct table_slot *slot = slot_at(table, hash);

	if (slot->number != 0)
		__builtin_prefetch(table->names[slot->number - 1]);
}

size_t table_add_hashed(struct table *table, uint32_t hash, const char *scope,
			const char *name)
{
	struct table_slot *slot = slot_of(table, hash, scope, name);

	if (slot->number != 0)
		return slot->number - 1;
	if (table->count == table->room / 2) {
		set_room(table, table->room * 2);
		slot = slot_of(table, hash, scope, name);
	}
	table->names[table->count] = copy_of(table, scope, name);
	*slot = (struct table_slot){ hash, (uint32_t)++table->count };
	return table->count - 1;
}

size_t table_find(const struct table *table, const char *scope,
		  const char *name)
{
	const struct table_slot *slot =
		slot_of(table, table_hash(scope, name), scope, name);

	return slot->number != 0 ? slot->number - 1 : TABLE_NONE;
}
