/* What is left of a word without its ending, so that `wages` finds `wage`: the
 * Snowball stemmers. */
#ifndef SIGNPOST_SEARCH_STEM_H
#define SIGNPOST_SEARCH_STEM_H

struct stem;

/* What cuts the words of `language` (a tag, as `es` or `es-MX`), for
 * stem_free(). It cuts nothing of a language that it does not know. */
struct stem *stem_new(const char *language);

/* The stem of a word from fold_print(), borrowed until the next call. */
const char *stem_of(struct stem *stem, const char *word);

/* Accepts NULL. */
void stem_free(struct stem *stem);

#endif
