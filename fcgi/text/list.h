/* Lists as people write them in one line, `a, b, c`: read item by item where
 * they stand, without a copy. */
#ifndef SIGNPOST_TEXT_LIST_H
#define SIGNPOST_TEXT_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list_item {
	const char *text; /* not NUL-terminated; borrowed from the list */
	size_t length;
	char end; /* the separator behind it; NUL: it is the last */
};

/* Takes the next item off `*list`, up to one of `separators` and with whatever
 * blanks stand around it. An empty text is one empty item. False behind the
 * last one, when `*list` is NULL. */
bool list_next(const char **list, const char *separators,
	       struct list_item *item);

/* The same, but what is empty is passed over: separators may stand side by
 * side. */
bool list_next_word(const char **list, const char *separators,
		    struct list_item *item);

/* The same as list_next(), without blanks around the item, in the sense of
 * typeset_blanks(). */
bool list_next_trimmed(const char **list, const char *separators,
		       struct list_item *item);

/* Whether the item is `text`, byte by byte. */
bool list_item_is(const struct list_item *item, const char *text);

/* Whether a word of `length` bytes is one of `count` in a table; letters of
 * ASCII are alike in either case. */
bool list_has_word(const char *const *words, size_t count, const char *word,
		   size_t length);

#endif
