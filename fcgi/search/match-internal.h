/* What the files of a match share. */
#ifndef SIGNPOST_SEARCH_MATCH_INTERNAL_H
#define SIGNPOST_SEARCH_MATCH_INTERNAL_H

#include "search/match.h"

/* Sets the ways of a match whose words are known. */
void match_set_ways(struct match *match, struct arena *arena);

#endif
