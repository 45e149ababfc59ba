/* What the files of a match share. */
#ifndef SIGNPOST_SEARCH_MATCH_INTERNAL_H
#define SIGNPOST_SEARCH_MATCH_INTERNAL_H

#include "search/match.h"

/* Sets the ways of a match whose words are known. */
void match_set_ways(struct match *match, struct arena *arena);

/* The ranks of all places of the index for the word at a place of the list
 * alone, for those that are tied from it on in one, and for an item of a
 * synonym. They live as long as the match. */
const unsigned char *match_own_ranks(const struct match *match, size_t place);
const unsigned char *match_tied_ranks(const struct match *match, size_t place);
const unsigned char *match_item_ranks(const struct match *match,
				      const struct index_synonym *synonym,
				      size_t item);

#endif
