/* The words of one language in a directory, and which entries have them. */
#ifndef SIGNPOST_SEARCH_INVERTED_INDEX_H
#define SIGNPOST_SEARCH_INVERTED_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "search/token-list.h"

/* Where an entry has a word, the best place first. */
enum rank {
	RANK_ABBREVIATION,
	RANK_NAME,
	RANK_TEXT,
	RANK_ALIKE,  /* not the word, but what means the same */
	RANK_DETAIL, /* only the page of the entry says it */
	RANK_NOWHERE,
};

struct inverted_index_word {
	const char *text; /* from fold_print() */
	const char *stem; /* the same text where they are the same */
	/* By entry: how far its place is from the one before, and the rank. */
	const unsigned char *postings;
	uint32_t count;	    /* how many entries have it */
	unsigned char best; /* the best rank at which one does */
};

/* What a word looks like from afar, for who looks through all of them. */
struct inverted_index_shape {
	uint32_t letters; /* see inverted_index_letters() */
	uint32_t word;	  /* its place */
};

/* That a word sounds so, see sound_of(). */
struct inverted_index_sound {
	uint32_t sound, word;
};

/* Longer words have the length of the longest. */
#define INVERTED_INDEX_LENGTHS 32

struct inverted_index {
	const char *language;		   /* a tag */
	struct inverted_index_word *words; /* by text */
	const struct inverted_index_word **by_stem;
	/* By their length in letters: those of a length begin at the end of
	 * those of the length before it. */
	struct inverted_index_shape *shapes;
	uint32_t ends[INVERTED_INDEX_LENGTHS];
	size_t count;
	/* By what is heard of their stems; none where nothing is known of how
	 * the language sounds. */
	struct inverted_index_sound *sounds;
	size_t sound_count;
};

/* A word that is looked for. */
struct inverted_index_lookup {
	const char *text, *stem;
	bool is_unfinished; /* it may be the beginning of a longer one */
};

/* Gives each entry, by its place, that has a word like the one looked for the
 * best rank at which it has it; ranks that are better already stay. An
 * abbreviation is only found as such when it is written out. */
void inverted_index_find(const struct inverted_index *inverted,
			 const struct inverted_index_lookup *lookup,
			 unsigned char *ranks);

/* The first word, by text, that would be found; NULL: none. */
const struct inverted_index_word *inverted_index_first(
	const struct inverted_index *inverted,
	const struct inverted_index_lookup *lookup);

/* The best rank at which an entry has the word. */
enum rank inverted_index_best(const struct inverted_index_word *word);

/* The word whose stem sounds so; of several the one in the best place, then the
 * one that most entries have; NULL: none. */
const struct inverted_index_word *inverted_index_sounding(
	const struct inverted_index *inverted, uint32_t sound);

/* Whether a word is written so. */
bool inverted_index_has(const struct inverted_index *inverted,
			const char *text);

/* Whether a word of that text or stem would be found. */
bool inverted_index_fits(const struct inverted_index_lookup *lookup,
			 const char *text, const char *stem);

/* Which letters a word has, as bits: what differs in more than two for each
 * edit is not near. */
uint32_t inverted_index_letters(const char *text);

/* The length of a word in letters, below INVERTED_INDEX_LENGTHS. */
size_t inverted_index_length(const char *text);

/* How one is made: words are added entry by entry. */
struct inverted_index_draft;

/* An empty draft of about so many places, for inverted_index_end(). */
struct inverted_index_draft *inverted_index_begin(size_t places);

/* Adds the words of `text` as the entry at `place` has them. */
void inverted_index_add(struct inverted_index_draft *draft, const char *text,
			size_t place, enum rank rank);

/* Frees the draft. A word that says nothing alone, of `little`, is found as it
 * is written and not by its stem: `como` is no meal. What comes back lives as
 * long as `arena`, `language` is borrowed. */
const struct inverted_index *inverted_index_end(
	struct inverted_index_draft *draft, const char *language,
	const struct token_list *little, struct arena *arena);

#endif
