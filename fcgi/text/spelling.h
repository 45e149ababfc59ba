/* The nearest right spelling of a word that was not found. */
#ifndef SIGNPOST_TEXT_SPELLING_H
#define SIGNPOST_TEXT_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

struct spelling {
	const char *wrong;
	const char *nearest; /* NULL: none is near enough */
	size_t edits;
};

/* Begins a search for what `wrong` was meant to be. */
struct spelling spelling_of(const char *wrong);

/* Offers a word that would have been right; borrowed. At most two edits
 * (a letter added, dropped, changed, or two neighbors swapped) are near, one
 * where the word has less than five letters. */
void spelling_try(struct spelling *spelling, const char *right);

/* Whether one edit makes one word of the other, counted in letters and not in
 * bytes: both are UTF-8. The same word is not near itself. */
bool spelling_is_near(const char *one, const char *other);

/* How many letters a word of UTF-8 has. */
size_t spelling_letters(const char *word);

#endif
