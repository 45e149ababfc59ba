/* What other systems call things: a UUID for each section of the directory,
 * and for what is made of one. They are made from names (RFC 9562, section
 * 5.5), so that every machine makes the same of the same. */
#ifndef SIGNPOST_DIRECTORY_UUID_H
#define SIGNPOST_DIRECTORY_UUID_H

#include "base/arena.h"
#include "base/err.h"

#define UUID_TEXT    37

/* The part of an entry that is a service of its own, beside the organization
 * that it is. */
#define UUID_SERVICE "service"

struct collection;
struct directory;
struct record;

/* Which section has which identifier, so that one is found without making all
 * of them again. */
struct uuid_index;

/* Why `text` is no UUID in lower-case letters, as words, or NULL. */
const char *uuid_fault(const char *text);

/* Writes the identifier of what has that name in the directory's namespace. */
void uuid_of_name(const struct directory *directory, const char *name,
		  char text[UUID_TEXT]);

/* Writes the identifier of `[kind:id]`: its own `uuid`, else the one made of
 * "kind:id", where the first `alias`, if there is one, stands for the id. */
void uuid_of(const struct directory *directory, const struct record *record,
	     char text[UUID_TEXT]);

/* Writes the identifier of a part of it, made of "kind:id/part" likewise. */
void uuid_of_part(const struct directory *directory,
		  const struct record *record, const char *part,
		  char text[UUID_TEXT]);

/* The identifiers of all sections of a collection that has a namespace, and of
 * the services that are parts of its entries. Lives as long as `arena`. */
const struct uuid_index *uuid_index_new(const struct collection *collection,
					struct arena *arena);

/* The first section that has the identifier `text`, or whose part called `part`
 * ("": itself) has it; NULL where there is none. */
const struct record *uuid_find(const struct collection *collection,
			       const char *part, const char *text);

/* Reports sections that say they have the identifier of another one to `err`.
 * The collection, in which other things may be faulty, has a namespace. */
void uuid_check(const struct collection *collection, struct err *err);

#endif
