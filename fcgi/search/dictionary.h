/* The words of one language in a directory, and which entries have them. */
#ifndef SIGNPOST_SEARCH_DICTIONARY_H
#define SIGNPOST_SEARCH_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Where an entry has a word, the best place first. */
enum dictionary_rank {
	DICTIONARY_ABBREVIATION,
	DICTIONARY_NAME,
	DICTIONARY_REST,
	DICTIONARY_ALIKE, /* not the word, but what means the same */
	DICTIONARY_NOWHERE,
};

struct dictionary_word {
	const char *text;	  /* from fold_print() */
	const char *stem;	  /* the same text where they are the same */
	const uint32_t *postings; /* by entry; see dictionary_rank() */
	uint32_t count;		  /* how many entries have it */
};

struct dictionary {
	const char *language;	       /* a tag */
	struct dictionary_word *words; /* by text */
	const struct dictionary_word **by_stem;
	size_t count;
};

/* A word that is looked for. */
struct dictionary_wish {
	const char *text, *stem;
	bool is_unfinished; /* it may be the beginning of a longer one */
};

/* Gives each entry, by its place, that has a word like the wished one the best
 * rank at which it has it; ranks that are better already stay. An abbreviation
 * is only found as such when it is written out. */
void dictionary_find(const struct dictionary *dictionary,
		     const struct dictionary_wish *wish, unsigned char *ranks);

/* The first word, by text, that would be found; NULL: none. */
const struct dictionary_word *dictionary_first(
	const struct dictionary *dictionary,
	const struct dictionary_wish *wish);

/* Whether a word of that text or stem would be found. */
bool dictionary_fits(const struct dictionary_wish *wish, const char *text,
		     const char *stem);

/* How a dictionary is made: words are added entry by entry. */
struct dictionary_draft;

/* An empty draft, for dictionary_end(). */
struct dictionary_draft *dictionary_begin(void);

/* Adds the words of `text` as the entry at `place` has them. */
void dictionary_add(struct dictionary_draft *draft, const char *text,
		    size_t place, enum dictionary_rank rank);

/* Frees the draft. The dictionary lives as long as `arena`, `language` is
 * borrowed. */
const struct dictionary *dictionary_end(struct dictionary_draft *draft,
					const char *language,
					struct arena *arena);

#endif
