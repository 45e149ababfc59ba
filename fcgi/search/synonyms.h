/* The rows of words that mean the same to those who search, by the word with
 * which each begins: what they cost does not grow with how many there are. */
#ifndef SIGNPOST_SEARCH_SYNONYMS_H
#define SIGNPOST_SEARCH_SYNONYMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "search/token-list.h"

struct directory;
struct index;

/* Words, or several in a row, that mean the same. */
struct index_synonym {
	struct token_list *items;
	/* By item: whether all its words are in the index, so that it finds
	 * something. */
	bool *is_somewhere;
	size_t count;
	/* The first of those to which the ones before it lead, and which lead
	 * nowhere themselves; 0 where each leads to each. */
	size_t meant;
	size_t language; /* in which they are written: its place */
};

/* That an item of a row begins with a word of that stem. */
struct synonym_start {
	const char *stem;
	const struct index_synonym *synonym;
	size_t item;
};

/* A word of a row, as it is written. */
struct synonym_word {
	const char *text;
	uint32_t letters; /* see inverted_index_letters() */
};

struct synonyms {
	struct index_synonym *rows;
	size_t count;
	/* By language: by stem, those of a row side by side. */
	struct synonym_start *starts[TOKEN_LIST_LANGUAGES];
	size_t start_counts[TOKEN_LIST_LANGUAGES];
	struct synonym_word *words; /* each once, by text */
	size_t word_count;
};

/* Reads those that an edition shows into the index, whose words are known.
 * They live as long as `arena` and what `stems` gives. */
void synonyms_read(struct index *index, const struct directory *directory,
		   struct stems *stems, struct arena *arena);

/* The first of the items that begin with the word; `*count` says how many
 * there are side by side. Rows of the reader's language that begin with it go
 * before those of the default language, of which there are none then: Spanish
 * `carteles` are no cartels. */
const struct synonym_start *synonyms_at(const struct synonyms *synonyms,
					size_t language,
					const struct word *word, size_t *count);

/* Whether whoever types one item of the row also finds what has the other. */
bool synonyms_lead(const struct index_synonym *synonym, size_t from, size_t to);

/* Whether a row has the word, spelt so. */
bool synonyms_have(const struct synonyms *synonyms, const char *word);

#endif
