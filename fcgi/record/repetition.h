/* Whether a key may stand again in a section, and a value behind it. */
#ifndef SIGNPOST_RECORD_REPETITION_H
#define SIGNPOST_RECORD_REPETITION_H

#include <stdbool.h>

#include "base/err.h"
#include "record/record.h"

/* Whether commas part the values of a list: no word of them holds one. */
bool repetition_is_in_commas(const struct field *field);

/* The first from `value` on that says `text`, NULL for whatever, in the
 * language, NULL for the default one; or NULL. */
const struct value *repetition_find(const struct value *value, const char *text,
				    const char *language);

/* Whether the row, which has the `values`, may take another one. 0, or -1 with
 * the fault in `err`. */
int repetition_check(const struct field *field, const struct value *values,
		     const struct value *new, struct err *err);

#endif
