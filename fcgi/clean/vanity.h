/* Numbers that are dialed by a word, as 1-800-799-SAFE. */
#ifndef SIGNPOST_CLEAN_VANITY_H
#define SIGNPOST_CLEAN_VANITY_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the first `length` bytes are one, of North America: an area code, and
 * letters to the end. */
bool vanity_is_number(const char *text, size_t length);

#endif
