/* Records without what some visitors may not see. */
#ifndef SIGNPOST_RECORD_REDACT_H
#define SIGNPOST_RECORD_REDACT_H

#include <stdbool.h>

#include "base/arena.h"
#include "record/record.h"

/* The record as those may see it from whom `hidden` (by place; NULL: nothing)
 * is kept: itself where it names nothing of that, else a copy without it. Lives
 * as long as `arena` and the record. */
const struct record *redact_record(const struct record *record,
				   const bool *hidden, struct arena *arena);

#endif
