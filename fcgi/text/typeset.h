/* Characters that word processors and web pages put where a keyboard has a
 * hyphen, a blank or a quote, and the wide ones of East Asian keyboards. They
 * look right and compare wrong. */
#ifndef SIGNPOST_TEXT_TYPESET_H
#define SIGNPOST_TEXT_TYPESET_H

#include <stddef.h>

#include "base/arena.h"

/* Room for the words of typeset_find(). */
#define TYPESET_WORDS 96

/* The first such character in `length` bytes of `text`, or NULL; `words` then
 * name it and say what to write, as in "U+00A0, a no-break space, stands here;
 * write a plain blank or nothing". */
const char *typeset_find(const char *text, size_t length,
			 char words[TYPESET_WORDS]);

/* The text with the plain one in the place of each such character, and
 * nothing in the place of those that are not seen; `text` itself where there is
 * none. Lives as long as `arena` and `text`. */
const char *typeset_plain(const char *text, struct arena *arena);

/* How many bytes at the beginning of a text are blanks: spaces, tabs, and what
 * looks like a space. */
size_t typeset_blanks(const char *text);

/* The length without such blanks at the end. */
size_t typeset_trimmed(const char *text, size_t length);

/* What stands between the blanks around `length` bytes of a text. Lives as long
 * as `arena`. */
const char *typeset_inside(const char *text, size_t length,
			   struct arena *arena);

#endif
