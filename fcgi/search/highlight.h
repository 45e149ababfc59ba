/* Where the words that a visitor looks for stand in a text of a page. */
#ifndef SIGNPOST_SEARCH_HIGHLIGHT_H
#define SIGNPOST_SEARCH_HIGHLIGHT_H

#include <jansson.h>

#include "search/match.h"

/* The text in pieces, `{text, is_found}`, that make it when they are put
 * together; NULL where none of the words is in it. `language` is the place, in
 * the index, of the language that it is in. For json_decref(). */
json_t *highlight_text(const struct match *match, const char *text,
		       size_t language);

#endif
