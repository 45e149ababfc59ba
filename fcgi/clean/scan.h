/* Moves along a text of people, word by word. Nothing moves where it is not
 * what is asked for. */
#ifndef SIGNPOST_CLEAN_SCAN_H
#define SIGNPOST_CLEAN_SCAN_H

#include <stdbool.h>

/* Takes a word in letters of any case, behind which no letter follows where it
 * ends with one. */
bool scan_take(const char **at, const char *word);

/* The same of the first that is there of some, behind which is NULL. */
bool scan_any(const char **at, const char *const *words);

void scan_blanks(const char **at);

/* A hyphen, a dash, or a word for one, with the blanks around it. */
bool scan_dash(const char **at);

#endif
