/* The indexes of all editions for one kind of visitor, which have much in
 * common and are made together. They are most of what a start costs, and most
 * commands never look for a word: so they are made once, when somebody first
 * does, or before by who knows that somebody will. */
#ifndef SIGNPOST_SEARCH_INDEXES_H
#define SIGNPOST_SEARCH_INDEXES_H

#include <stddef.h>

#include "site/edition.h"

struct indexes;

/* Gives each of `all`, the editions for one kind of visitor, its index, which
 * holds nothing until indexes_make(); one without words of its own has that of
 * the first. NULL, and none is given, where nobody can search. Borrows the
 * editions; for indexes_free(). */
struct indexes *indexes_new(struct edition *all);

/* Makes what the indexes hold, unless it is made. Thread-safe: who comes
 * meanwhile waits. */
void indexes_make(struct indexes *indexes);

/* The memory that they need, in bytes; 0 until they are made. */
size_t indexes_bytes(const struct indexes *indexes);

/* Accepts NULL. */
void indexes_free(struct indexes *indexes);

#endif
