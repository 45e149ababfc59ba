/* Which entries have all the words that somebody looks for, and how well: the
 * abbreviation comes before the name, the name before the rest, and that before
 * what only means the same. */
#ifndef SIGNPOST_SEARCH_RANK_H
#define SIGNPOST_SEARCH_RANK_H

#include "base/arena.h"
#include "search/index.h"

/* By the place of the entry, an enum dictionary_rank: that of the word which it
 * has in the worst place, DICTIONARY_NOWHERE where one is missing. A word may
 * be replaced by its synonyms, little words count only among their like, and
 * the last word may be the beginning of a longer one. Lives as long as `arena`.
 */
const unsigned char *rank_entries(const struct index *index,
				  const struct token_list *words,
				  struct arena *arena);

/* How many entries have a rank. */
size_t rank_count(const struct index *index, const unsigned char *ranks);

#endif
