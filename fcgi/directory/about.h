/* [directory]: each folder may set single keys of it. */
#ifndef SIGNPOST_DIRECTORY_ABOUT_H
#define SIGNPOST_DIRECTORY_ABOUT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "ini/file.h"
#include "record/record.h"

/* Whether a section is [directory]. */
bool about_is(const struct ini_file_section *section);

/* All [directory] of the sections as one, the keys of later folders winning, or
 * NULL where there is none, which is reported as other faults are. `language`
 * is the first that any of them names, or NULL. Lives as long as `arena`. */
const struct record *about_read(const struct ini_file_section *sections,
				const struct record_scope *scope,
				const char *language, struct arena *arena,
				struct err *err);

#endif
