/* How much of the telling words each place of the index has: what ranks a
 * sentence of which no text has all words, and those that have them alike. */
#ifndef SIGNPOST_SEARCH_WORTH_H
#define SIGNPOST_SEARCH_WORTH_H

#include "search/match.h"

/* So many steps are told apart from the best to nothing. */
#define WORTH_STEPS 32

struct worth {
	const float *by_place; /* 0 where no word is */
	float best, best_line; /* of the entries, and of the lines */
};

/* Each word counts by how few places have it and in which of their texts; what
 * means the same counts by its own rarity, but less than the word itself, and
 * more where it stands for several words in a row, of which each then tells
 * less by itself; a word that is nowhere counts as the one that is spelt almost
 * like it (near.h). Weighed when it is first asked for; lives as long as the
 * match, which has words. */
const struct worth *worth_of(const struct match *match);

/* The step at which a place is, 0 for the best. */
unsigned worth_step(const struct match *match, size_t place);

#endif
