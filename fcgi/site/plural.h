/* Words for a number of things: which form a language takes for it. */
#ifndef SIGNPOST_SITE_PLURAL_H
#define SIGNPOST_SITE_PLURAL_H

#include <jansson.h>

#include "site/edition.h"

/* The names of all rules, as a row's choices; the first is the usual one. */
#define PLURAL_RULES "one, none, zero-one, slavic, polish, arabic"

/* `number` things: the word `NAME_FORM` of the edition's language, or
 * `NAME_other` where it has none, with the number in it; `{text, lang, dir}`
 * where the language has neither. For json_decref(). */
json_t *plural_words(const struct edition *edition, const char *name,
		     size_t number);

#endif
