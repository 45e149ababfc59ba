/* Notes behind a value: `access | it does`. */
#ifndef SIGNPOST_RECORD_NOTE_H
#define SIGNPOST_RECORD_NOTE_H

#include <stddef.h>

#include "base/arena.h"
#include "record/field.h"

/* The value without its note, which stands behind the first bar between blanks
 * and goes to `*note`: NULL where there is none, "" where nothing is behind the
 * bar. Both live as long as `arena` and `text`. */
const char *note_part(const char *text, const char **note, struct arena *arena);

/* The bytes of the id that begins a value whose note stands behind something
 * else than ` | `, as in `access - it does`; 0 where it is not so. `*note` is
 * then where the note begins. */
size_t note_find_odd(const struct field *field, const char *text,
		     const char **note);

#endif
