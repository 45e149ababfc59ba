/* What a section says in another language than the default one. */
#ifndef SIGNPOST_RECORD_TRANSLATION_H
#define SIGNPOST_RECORD_TRANSLATION_H

#include <stdbool.h>

#include "record/record.h"

/* What `value`, one of those of the row `field` in the default language, says
 * in `language`: of ids and addresses the one that repeats it, of words the one
 * in the same place, when there are as many. NULL where there is none. */
const struct value *translation_of(const struct record *record, size_t field,
				   const struct value *value,
				   const char *language);

/* Whether the section says anything in `language`. */
bool translation_is_there(const struct record *record, const char *language);

/* When a speaker of `language` read the section's translation: the value of
 * its `reviewed`, or NULL. */
const struct value *translation_review(const struct record *record,
				       const char *language);

#endif
