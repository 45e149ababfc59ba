/* Patterns of a language, as `$M $D, $Y`: what stands where in a date or in
 * hours is for translators to say. */
#ifndef SIGNPOST_TEXT_FORMAT_H
#define SIGNPOST_TEXT_FORMAT_H

#include "base/buf.h"

/* A letter of a pattern and what stands in its place. */
struct format_part {
	char letter;
	const char *text; /* NULL: nothing */
};

/* Prints `pattern` with `$` and the letter of each of `parts`, which end with
 * the letter '\0', replaced by its text; any other `$` stays. */
void format_print(const char *pattern, const struct format_part *parts,
		  struct buf *out);

#endif
