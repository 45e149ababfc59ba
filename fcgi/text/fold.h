/* Text as words that are compared: case, accents, width, hyphens and
 * apostrophes make no difference, letters such as `ł` are as others type them,
 * the digits of every writing are those of ASCII, `&` is the word `and`. */
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
	/* In a writing that puts no blank between words each two characters
	 * are one, and the next begins with the second. */
	bool is_pair;
	bool goes_on; /* of a pair: another follows that begins within it */
};

/* Moves `*rest`, UTF-8, past the next word; false when there is none. */
bool fold_next(const char **rest, struct fold_word *word);

/* Longer words are taken by fold_next() alone. */
#define FOLD_PLAIN_BYTES ((size_t)64)

/* Takes the next word if it is short, of Latin letters and digits alone and
 * tied to none, as most are, and writes what fold_print() prints of it to
 * `small`, NUL-terminated. Gives its length; 0, and nothing is taken, where it
 * is another, which is for fold_next(), or there is none. */
size_t fold_next_plain(const char **rest, char small[FOLD_PLAIN_BYTES]);

/* The second character of a pair; of a single one, that one. */
struct fold_word fold_second(const struct fold_word *pair);

/* Appends the word as it is compared: nothing where it has only marks. */
void fold_print(const struct fold_word *word, struct buf *out);

#endif
