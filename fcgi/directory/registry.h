/* Records by kind and id, found in the same time however many there are. */
#ifndef SIGNPOST_DIRECTORY_REGISTRY_H
#define SIGNPOST_DIRECTORY_REGISTRY_H

#include <stddef.h>

#include "base/arena.h"
#include "directory/record.h"

struct registry {
	const struct record **slots;
	size_t room; /* a power of two, more than there are records */
};

/* An empty registry for at most `most` records; lives as long as `arena`. */
struct registry registry_new(size_t most, struct arena *arena);

/* The record of the kind called `kind` with that id, or NULL. */
const struct record *registry_find(const struct registry *registry,
				   const char *kind, const char *id);

/* Adds a record. NULL, or the one of the same kind and id that is there
 * already and stays. */
const struct record *registry_add(struct registry *registry,
				  const struct record *record);

#endif
