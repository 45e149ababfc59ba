/* Words that people write in short, as they speak or as they type on a phone:
 * whoever writes `dont` and whoever writes `do not` say the same. */
#ifndef SIGNPOST_SEARCH_SHORTHAND_H
#define SIGNPOST_SEARCH_SHORTHAND_H

/* The words, blanks between, for which a word (from fold_print()) of the
 * language (a tag) stands; NULL: it is none of these. */
const char *shorthand_words(const char *language, const char *word);

#endif
