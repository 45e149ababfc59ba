/* Words of the directory's own for words that a visitor wrote. */
#ifndef SIGNPOST_SEARCH_EDIT_DISTANCE_H
#define SIGNPOST_SEARCH_EDIT_DISTANCE_H

#include <stdbool.h>

#include "search/index.h"

/* Words of fewer letters are too near to too many others. */
#define NEAREST_LETTERS 4

/* How the directory itself writes the word, or one by which it is found; NULL
 * where it has none. Borrowed from the index. */
const char *nearest_same(const struct index *index, const struct word *word,
			 bool is_unfinished);

/* The word that one edit makes of it, of several that which most entries have,
 * or NULL. Borrowed from the index. */
const char *nearest_other(const struct index *index, const struct word *word);

#endif
