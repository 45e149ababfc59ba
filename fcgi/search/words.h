/* What a visitor looks for in words. They are the visitor's own, so they stand
 * in the search box and in links beside it, and nowhere else. */
#ifndef SIGNPOST_SEARCH_WORDS_H
#define SIGNPOST_SEARCH_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "search/index.h"

/* The longest text, in bytes. */
#define WORDS_BYTES ((size_t)200)

/* A word by which an entry may have been found. */
struct words_way {
	const struct word *word;
	bool is_unfinished;
	struct words_way *next;
};

struct words {
	const struct index *index;
	struct token_list list;
	/* By the place of the entry, as rank_entries() says; NULL where the
	 * text has no words, so that it finds everything. */
	const unsigned char *ranks;
	struct words_way *ways;
	bool has_more; /* than little words */
};

/* Looks for `text` (plain UTF-8) in the index. Lives as long as `arena`. */
const struct words *words_find(const struct index *index, const char *text,
			       struct arena *arena);

/* How well the entry at a place has the words. Where there are none, or NULL,
 * all are alike. */
unsigned words_rank(const struct words *words, size_t place);

/* Whether a word, one of them or one like them, counts: little ones do not
 * where there are others. */
bool words_count(const struct words *words, const struct word *word);

/* Whether the words, or what means the same, are found by the word `text` of
 * that stem, in the language at a place of the index. */
bool words_has(const struct words *words, const char *text, const char *stem,
	       size_t language);

#endif
