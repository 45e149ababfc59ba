/* What an entry's document can consist of: the names that `fields` takes. In
 * the model they are members, in tables they are columns. */
#ifndef SIGNPOST_DIRECTORY_MEMBERS_H
#define SIGNPOST_DIRECTORY_MEMBERS_H

#include <stddef.h>

#include "directory/directory.h"

#define MEMBERS_NAME 64

/* Writes an INI name as the model has it, `-` as `_`. */
void members_print(const char *name, char out[MEMBERS_NAME]);

/* How many places there are, in the order of the document. Not every place has
 * a name: some rows are for editors alone. */
size_t members_count(const struct directory *directory);

/* Writes the name of a place, "" where it has none. */
void members_name(const struct directory *directory, size_t place,
		  char name[MEMBERS_NAME]);

/* The place that is called the first `length` bytes of `text`, or
 * members_count(). */
size_t members_find(const struct directory *directory, const char *text,
		    size_t length);

#endif
