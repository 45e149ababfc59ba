/* What stands in the files and is of no kind or language that the directory
 * has. Each is told once, however often it stands there, and what follows from
 * it is excused. */
#ifndef SIGNPOST_DIRECTORY_STRANGERS_H
#define SIGNPOST_DIRECTORY_STRANGERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "ini/file.h"

#define STRANGERS_MOST ((size_t)64)

/* Keys, kinds and languages that are excused; the list ends with NULL. More
 * than fit in it are told one by one. */
struct strangers {
	const char *excused[STRANGERS_MOST + 1];
	size_t count;
};

/* Adds a name that is not to be told again. */
void strangers_excuse(struct strangers *strangers, const char *name);

/* Whether the name is excused. */
bool strangers_are(const struct strangers *strangers, const char *name);

/* Reports and excuses each language that several keys of the sections carry,
 * as `fr` in `name.fr`, and that is neither `first` (NULL: none) nor one of the
 * `others`, which end with NULL. One that stands only once is left to whoever
 * reads its section. */
void strangers_find_languages(struct strangers *strangers,
			      const struct ini_file_section *sections,
			      const char *first, const char *const *others,
			      struct arena *arena, struct err *err);

/* Reports a section whose kind is none of `kinds`, and excuses that kind, also
 * as a key of entries. `sections` are all there are. */
void strangers_report_kind(struct strangers *strangers,
			   const struct ini_file_section *section,
			   const struct ini_file_section *sections,
			   const char *const *kinds, struct err *err);

#endif
