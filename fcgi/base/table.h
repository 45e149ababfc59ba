/* Names by number: each once, in the order in which they came, and found in
 * the same time however many there are. What a number stands for is in arrays
 * of the caller. */
#ifndef SIGNPOST_BASE_TABLE_H
#define SIGNPOST_BASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define TABLE_NONE SIZE_MAX

struct table_slot {
	uint32_t hash;
	uint32_t number; /* and one; 0 where there is none */
};

struct table {
	const char **names; /* by number; each with its scope behind its NUL */
	size_t count;
	size_t room; /* of `slots`, a power of two; half of them stay free */
	struct table_slot *slots; /* by hash */
	struct arena *arena;
};

/* An empty table that lives as long as `arena`, its names too. It grows by
 * itself; with room for what is `expected`, it leaves no smaller self behind in
 * the arena. */
struct table table_new(size_t expected, struct arena *arena);

/* The number of a name, which is added when it is new; its number is then what
 * `count` was. Names of different scopes, as ids of different kinds are, are
 * different names. Copies both. */
size_t table_add(struct table *table, const char *scope, const char *name);

/* The same in steps, for who adds many names: memory is slow where a table is
 * large, and fetches what several of them need at the same time. First
 * table_expect() of the hash of each, then table_expect_name(), then the number
 * as table_add() gives it. */
uint32_t table_hash(const char *scope, const char *name);
void table_expect(const struct table *table, uint32_t hash);
void table_expect_name(const struct table *table, uint32_t hash);
size_t table_add_hashed(struct table *table, uint32_t hash, const char *scope,
			const char *name);

/* The number of a name, or TABLE_NONE. */
size_t table_find(const struct table *table, const char *scope,
		  const char *name);

#endif
