/* The words of all entries that an edition shows, by word: in its language and
 * in the directory's default language. */
#ifndef SIGNPOST_SEARCH_INDEX_H
#define SIGNPOST_SEARCH_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "search/danger.h"
#include "search/inverted-index.h"
#include "search/kin.h"
#include "search/synonyms.h"
#include "search/token-list.h"
#include "site/edition.h"

struct indexes;

/* Nothing of it but `owner` is set until indexes_make(), which match_find()
 * asks for. */
struct index {
	struct indexes *owner;	       /* with which it is made */
	const struct edition *edition; /* whose words they are; borrowed */
	/* Entries have their places in the directory; behind them stand the
	 * lines, first those of `crisis`. */
	size_t place_count;
	/* Of the default language, then of the edition's where it is another.
	 */
	const struct inverted_index *inverted[TOKEN_LIST_LANGUAGES];
	const char *languages[TOKEN_LIST_LANGUAGES]; /* tags; NULL: none */
	const struct danger_list *dangers; /* in all of the site's languages */
	/* Entries that are no longer there and stand below another. */
	const struct entry **formers;
	size_t former_count;
	struct synonyms synonyms;
	struct kin kin;
	struct token_list
		little[TOKEN_LIST_LANGUAGES]; /* that say nothing alone */
	/* By which people speak of themselves, as `my`, and for an office. */
	struct token_list own[TOKEN_LIST_LANGUAGES];
	struct token_list office[TOKEN_LIST_LANGUAGES];
};

/* The words of an edition in its own language: most of the work of an index, of
 * which nothing else is needed. Borrows from the edition; lives as long as
 * `arena`. */
const struct inverted_index *index_words(const struct edition *edition,
					 struct arena *arena);

/* Makes the empty `index` that of an edition, of which `words` are the words.
 * `original` is that of the edition in the default language, of which a
 * translation takes what they share; NULL for that itself. Borrows from the
 * edition; lives as long as `arena` and what `stems` gives, which indexes of
 * the same words share. */
void index_fill(struct index *index, const struct edition *edition,
		const struct inverted_index *words,
		const struct index *original, struct stems *stems,
		struct arena *arena);

/* The words of `text`, to be looked for in the index, with what is short among
 * them written out, unless it `is_exact`. Lives as long as `arena`. */
struct token_list index_read(const struct index *index, const char *text,
			     bool is_exact, struct arena *arena);

/* Gives entries the rank at which they have the word; see
 * inverted_index_find(). */
void index_find(const struct index *index, const struct word *word,
		bool is_unfinished, unsigned char *ranks);

/* The two words of the index that `word` is when it is parted, as `uvisa` is
 * `u visa`, of several the one with the shortest first; NULL where there are
 * none. Lives as long as `arena`. */
const char *index_part(const struct index *index, const char *word,
		       struct arena *arena);

/* Whether the word is in a text, a synonym or the little words of any of the
 * site's languages, so that it is spelt as it is meant. */
bool index_knows(const struct index *index, const char *word);

/* Whether the word is one, such as `my`, that says nothing among others. */
bool index_is_little(const struct index *index, const struct word *word);

/* Whether somebody speaks of themselves in these words, and not for an office,
 * as in `our grants`. */
bool index_has_own(const struct index *index, const struct token_list *list);

/* Whether some of the words are more than little ones. */
bool index_has_more(const struct index *index, const struct token_list *list);

#endif
