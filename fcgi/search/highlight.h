/* Where the words that a visitor looks for stand in a text of a page. */
#ifndef SIGNPOST_SEARCH_HIGHLIGHT_H
#define SIGNPOST_SEARCH_HIGHLIGHT_H

#include <jansson.h>
#include <stdint.h>

#include "search/match.h"

/* The text in pieces, `{text, is_found}`, that make it when they are put
 * together; NULL where none of the words is in it. `language` is the place, in
 * the index, of the language that it is in. For json_decref(). */
json_t *highlight_text(const struct match *match, const char *text,
		       size_t language);

/* Which of the words are in the text, as match_places(). */
uint64_t highlight_places(const struct match *match, const char *text,
			  size_t language);

/* Cuts such pieces to the neighborhood of the first word that was found; an
 * ellipsis stands for what is missing. */
void highlight_cut(json_t *pieces);

#endif
