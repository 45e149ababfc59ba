/* Words, or what is left of them, that have another stem than a stemmer gives.
 */
#ifndef SIGNPOST_SEARCH_STEM_PAIR_H
#define SIGNPOST_SEARCH_STEM_PAIR_H

#include <stddef.h>

struct stem_pair {
	const char *from, *stem;
};

/* Those of a language, sorted by `from`. */
struct stem_pairs {
	const char *language; /* a tag without a region */
	const struct stem_pair *items;
	size_t count;
};

/* The stem that `tables`, one for each language, give; NULL where they have
 * none. */
const char *stem_pair_find(const struct stem_pairs *tables, size_t count,
			   const char *language, const char *from);

#endif
