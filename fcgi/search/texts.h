/* What readers see of an entry or a line, text by text, and where it stands.
 * Never what is for editors alone. */
#ifndef SIGNPOST_SEARCH_TEXTS_H
#define SIGNPOST_SEARCH_TEXTS_H

#include "search/inverted-index.h"
#include "site/edition.h"

/* Takes a text, which lives until it returns, and what it is worth; `of` is
 * whatever was given along. */
typedef void texts_taker(void *of, const char *text, enum rank rank);

/* The texts of an entry that the edition has in its own language: what a
 * translation shows in the default language, the edition of that has. */
void texts_of_entry(const struct edition *edition, const struct entry *entry,
		    texts_taker *take, void *of);

/* The same of a line of the directory. */
void texts_of_line(const struct edition *edition, const struct phone *line,
		   texts_taker *take, void *of);

#endif
