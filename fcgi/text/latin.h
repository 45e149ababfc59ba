/* Latin letters that are more than a letter of ASCII with a mark on it. */
#ifndef SIGNPOST_TEXT_LATIN_H
#define SIGNPOST_TEXT_LATIN_H

/* What readers type who do not have the letter on their keyboard, as in `l` for
 * `ł` and `ae` for `æ` (Unicode CLDR, common/transforms/Latin-ASCII); NULL
 * where it is none of these. `point` is a small letter. */
const char *latin_letters(int point);

#endif
