/* The stems of many words, each of which is cut once in each language: for who
 * reads much of the same, and for one thread. */
#ifndef SIGNPOST_SEARCH_STEMS_H
#define SIGNPOST_SEARCH_STEMS_H

#include <stddef.h>

#include "base/arena.h"

struct stems;

/* An empty one, for stems_free(); what it gives lives as long as `arena`. */
struct stems *stems_new(struct arena *arena);

/* A copy of a word, which is the same one each time. */
const char *stems_text(struct stems *stems, const char *text);

/* What stem_of() gives of a word from stems_text() in `language`, a tag that is
 * borrowed. */
const char *stems_of(struct stems *stems, const char *language,
		     const char *word);

/* Accepts NULL. */
void stems_free(struct stems *stems);

#endif
