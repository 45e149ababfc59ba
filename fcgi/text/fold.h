/* Text as words that are compared: case, accents, width, hyphens and
 * apostrophes make no difference, `&` is the word `and`. */
#ifndef SIGNPOST_TEXT_FOLD_H
#define SIGNPOST_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Where a word stands in its text. */
struct fold_word {
	const char *start;
	size_t length; /* in bytes */
	/* A hyphen, slash or dot ties the next word to it: `H-2A` is `h` and
	 * `2a`, and written in one `h2a`. */
	bool is_tied;
};

/* Moves `*rest`, UTF-8, past the next word; false when there is none. */
bool fold_next(const char **rest, struct fold_word *word);

/* Appends the word as it is compared: nothing where it has only marks. */
void fold_print(const struct fold_word *word, struct buf *out);

#endif
