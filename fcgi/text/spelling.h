/* The nearest right spelling of a word that was not found. */
#ifndef SIGNPOST_TEXT_SPELLING_H
#define SIGNPOST_TEXT_SPELLING_H

#include <stddef.h>

struct spelling {
	const char *wrong;
	const char *nearest; /* NULL: none is near enough */
	size_t edits;	     /* fewer are nearer */
};

/* Begins a search for what `wrong` was meant to be. */
struct spelling spelling_of(const char *wrong);

/* Offers a word that would have been right; borrowed. At most three edits are
 * near, two where the word has less than nine letters, one where it has less
 * than five; of two that are as near, the first is taken. */
void spelling_try(struct spelling *spelling, const char *right);

#endif
