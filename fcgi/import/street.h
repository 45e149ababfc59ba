/* Names of streets in a text, without numbers of houses: `mill lane`, by which
 * a place is known whose address has no number. */
#ifndef SIGNPOST_IMPORT_STREET_H
#define SIGNPOST_IMPORT_STREET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Where the walk along a text is. Starts as `{ text }`, as house_spaced() gave
 * it; with `has_both`, `the door Avenue C` is two: `avenue door`, too. */
struct street_walk {
	const char *at;
	const char *word; /* the one before, or NULL */
	size_t length;
	bool has_both;
};

/* The next street, with the word for one written out and one word of its name,
 * as long as `arena`; NULL where none is left. */
const char *street_next(struct street_walk *walk, struct arena *arena);

/* Whether a word behind a number of a house makes an address of it. */
bool street_is_word(const char *word, size_t length);

#endif
