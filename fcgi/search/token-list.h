/* A line of text as words that can be looked for in an index. */
#ifndef SIGNPOST_SEARCH_TOKEN_LIST_H
#define SIGNPOST_SEARCH_TOKEN_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "search/stems.h"

/* The default language, and that of a translation. */
#define TOKEN_LIST_LANGUAGES 2

struct word {
	const char *text; /* from fold_print() */
	const char *stems[TOKEN_LIST_LANGUAGES];
};

struct token_list_item {
	struct word word;
	bool is_pair; /* two characters of a writing without blanks */
	/* How many words a hyphen, slash or dot ties together, from this one
	 * on, and all of them in one; 1, and no text, where this one stands for
	 * itself. */
	size_t parts;
	struct word tied;
	bool is_short; /* the words are written out of `tied` */
};

struct token_list {
	struct token_list_item *items;
	size_t count;
};

/* The words of `text`, with their stems in each of the `languages`, tags of
 * which the second may be NULL. What is written in short (shorthand.h) is
 * written out, unless it `is_exact`. Lives as long as `arena`. */
struct token_list token_list_read(
	const char *text, const char *const languages[TOKEN_LIST_LANGUAGES],
	bool is_exact, struct arena *arena);

/* The same, not exactly, for who reads many texts: words and stems live as long
 * as what `stems` gives. */
struct token_list token_list_read_with(
	const char *text, const char *const languages[TOKEN_LIST_LANGUAGES],
	struct stems *stems, struct arena *arena);

/* Whether the words of `part` stand in `list` from the place `from` on, in the
 * language at that place. */
bool token_list_has(const struct token_list *list, size_t from,
		    const struct token_list *part, size_t language);

#endif
