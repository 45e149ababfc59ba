/* Words that a stemmer takes for forms of another, as `officer` for one of
 * `office`. */
#ifndef SIGNPOST_SEARCH_APART_H
#define SIGNPOST_SEARCH_APART_H

/* The stem of a word (from fold_print()) that the language (without region)
 * keeps apart; NULL for all others. */
const char *apart_stem(const char *language, const char *word);

#endif
