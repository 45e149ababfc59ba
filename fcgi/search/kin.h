/* The words that one is, written by ear or with something hung on it. */
#ifndef SIGNPOST_SEARCH_KIN_H
#define SIGNPOST_SEARCH_KIN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "search/token-list.h"

struct index;

/* That a word sounds so, see sound_of(). */
struct kin_sound {
	uint32_t sound;
	const char *text;
};

/* The words of the synonyms and the little words of an index. */
struct kin {
	struct kin_sound *sounds; /* little ones first, each by its sound */
	size_t little, count;
};

/* Reads them from an index that has them. They live as long as `arena`. */
void kin_read(struct index *index, struct arena *arena);

/* The word of the index, or of its synonyms or little words, that sounds as
 * this one does, which it does not have; or as it does without an ending that
 * Spanish hangs on a word, as in `ayudenme` and `casita`. NULL: none. Takes
 * what it needs from `arena`; what comes back is borrowed from the index. */
const char *kin_word(const struct index *index, const struct word *word,
		     struct arena *arena);

#endif
