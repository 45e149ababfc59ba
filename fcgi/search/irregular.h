/* Words of which no ending leads from one form to the other, as `paid` and
 * `pay`, by what a stemmer leaves of them. */
#ifndef SIGNPOST_SEARCH_IRREGULAR_H
#define SIGNPOST_SEARCH_IRREGULAR_H

/* The stem under which a word of that stem is found; the same where the
 * language (without region) has no other for it. */
const char *irregular_stem(const char *language, const char *stem);

#endif
