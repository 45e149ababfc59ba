/* Words, or what is left of them, and what each is taken for. */
#ifndef SIGNPOST_SEARCH_WORD_PAIR_H
#define SIGNPOST_SEARCH_WORD_PAIR_H

#include <stddef.h>

struct word_pair {
	const char *from, *to;
};

/* Those of a language, sorted by `from`. */
struct word_pairs {
	const char *language; /* a tag without a region */
	const struct word_pair *items;
	size_t count;
};

/* What `tables`, one for each language, say of `from` in the language
 * of a tag; NULL where they have nothing. */
const char *word_pair_find(const struct word_pairs *tables, size_t count,
			   const char *language, const char *from);

#endif
