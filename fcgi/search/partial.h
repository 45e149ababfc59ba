/* What has most of the telling words, for where little has all of them: of a
 * sentence that somebody types, some words are in no text. */
#ifndef SIGNPOST_SEARCH_PARTIAL_H
#define SIGNPOST_SEARCH_PARTIAL_H

#include "search/match.h"
#include "search/query.h"

/* The words of the wish, of which not all must be there: each counts by how few
 * places have it and where they do, words spelt almost alike count where there
 * is none (near.h), and of what fits the filters is found what has at least
 * half as much as the best of it. `ranks` are fifths of that. Lives as long as
 * the query. */
const struct match *partial_match(const struct query *query);

#endif
