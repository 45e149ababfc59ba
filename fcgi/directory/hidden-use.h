/* What is left in the air where something is hidden: sections that name it. */
#ifndef SIGNPOST_DIRECTORY_HIDDEN_USE_H
#define SIGNPOST_DIRECTORY_HIDDEN_USE_H

#include "base/arena.h"
#include "base/err.h"
#include "record/record.h"

struct hidden_use;

/* Notes that `user` names a hidden section; once, though several of its keys
 * do. `*uses` is NULL at first; what is noted lives as long as `arena`. */
void hidden_use_add(struct hidden_use **uses,
		    const struct ini_file_section *section,
		    const struct record *user, struct arena *arena);

/* Reports each hidden section that is named, where it is hidden. */
void hidden_use_report(const struct hidden_use *uses, struct err *err);

#endif
