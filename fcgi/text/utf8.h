/* What text may hold. */
#ifndef SIGNPOST_TEXT_UTF8_H
#define SIGNPOST_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* What is wrong with `length` bytes of `text`, as words for a message
 * ("a control character (U+0007)"), or NULL when they are plain text: valid
 * UTF-8 (RFC 3629) without NUL, control characters other than tab, and
 * characters that change the direction of writing. The words live in `words`.
 */
const char *utf8_fault(const char *text, size_t length, char words[64]);

/* How many of the first `length` bytes of `text` are plain text in that sense;
 * `length` when all are. */
size_t utf8_plain(const char *text, size_t length);

/* How many of the first `most` bytes of `text` can be kept without cutting a
 * character in two. */
size_t utf8_fit(const char *text, size_t most);

/* Whether a byte of UTF-8 is not the first one of its character. */
bool utf8_is_inside(char byte);

/* How many characters a text of UTF-8 has. */
size_t utf8_letters(const char *text);

/* Whether a text is UTF-8, whatever characters it has. */
bool utf8_is_valid(const char *text);

/* Whether the bytes are text of two bytes for each character, as some programs
 * save it: it begins with a mark of order, or every other byte is NUL. */
bool utf8_is_wide(const char *bytes, size_t length);

/* Whether `text` is plain text in that sense. */
bool utf8_is_plain(const char *text, size_t length);

/* The text as it is compared when neither case nor accents count, for free().
 * What is not UTF-8 stays as it is. */
char *utf8_folded(const char *text);

/* What a character does in a line of words. */
enum utf8_kind {
	UTF8_LETTER, /* a letter, a digit, or a mark on one */
	UTF8_DASH,
	UTF8_NOTHING, /* it is not seen, as a soft hyphen */
	UTF8_OTHER,
};

struct utf8_character {
	int point;   /* in Unicode; -1 where a byte is no UTF-8 */
	size_t size; /* in bytes, 0 at the end of the text */
	enum utf8_kind kind;
};

/* The first character of `text`. */
struct utf8_character utf8_first(const char *text);

/* What a digit of any writing counts, 0 to 9; -1 where it is none. */
int utf8_digit(int point);

/* Whether a point of Unicode is a capital letter. */
bool utf8_is_capital(int point);

/* Writes a point of Unicode; how many bytes it has, 0 where it is none. */
size_t utf8_put(int point, char bytes[4]);

/* Whether a point of Unicode is a mark on the letter before it. */
bool utf8_is_mark(int point);

/* The first `length` bytes of `text`, as they are compared where neither case
 * nor accents nor the width of letters count; for free(). Letters that no
 * decomposition leads to ASCII are as readers without them type them (Unicode
 * CLDR, transform Latin-ASCII): `Å` is `l`. */
char *utf8_compared(const char *text, size_t length);

#endif
