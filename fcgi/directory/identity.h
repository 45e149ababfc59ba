/* What other systems call things: a UUID for each section of the directory,
 * and for what is made of one. */
#ifndef SIGNPOST_DIRECTORY_IDENTITY_H
#define SIGNPOST_DIRECTORY_IDENTITY_H

#include "base/err.h"
#include "directory/directory.h"
#include "directory/uuid.h"

/* Writes the identifier of `[kind:id]`: its own `uuid`, else the one made of
 * "kind:id". */
void uuid_of(const struct directory *directory, const struct record *record,
	     char text[UUID_TEXT]);

/* Writes the identifier of a part of it, made of "kind:id/part". */
void uuid_of_part(const struct directory *directory,
		  const struct record *record, const char *part,
		  char text[UUID_TEXT]);

/* Reports sections that say they have the identifier of another one to
 * `err`. */
void uuid_check(const struct directory *directory, struct err *err);

#endif
