/* The words of a directory that are spelt almost like another. */
#ifndef SIGNPOST_SEARCH_NEAR_H
#define SIGNPOST_SEARCH_NEAR_H

#include "search/match.h"

/* The word that sounds like this one of a wish (kin.h), or that one edit makes
 * of it, from four letters on, or two, from eight; the fewest edits first, then
 * what stands in a name, then what most entries have; NULL where there is none,
 * for a number, and for a word that any of the site's languages has. An edit
 * adds, takes away or changes a letter, the first one too, or swaps two
 * neighbors. `*is_heard`: it sounds so. Looked for once, for no more than eight
 * words of a wish, and with no more work than `near_left` of its memo, counted
 * in words that are looked at: beyond it what was found so far is the nearest.
 * Borrowed from the index. */
const char *near_word(const struct match *match, const struct word *word,
		      bool *is_heard);

#endif
