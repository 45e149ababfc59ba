/* Languages by their codes of ISO 639, and what they are called. */
#ifndef SIGNPOST_TEXT_LANGUAGE_NAME_H
#define SIGNPOST_TEXT_LANGUAGE_NAME_H

/* What is wrong with a code, as words, or NULL. */
const char *language_fault(const char *text);

/* What the language is called in `tag`, en or es; NULL where that is not
 * known. */
const char *language_name(const char *code, const char *tag);

/* All of its names, by which it is looked for; NULL where none is known. */
const char *language_names(const char *code);

/* The code of the language that has this name in English or Spanish, in letters
 * of any case; NULL where none is known. */
const char *language_code(const char *name);

#endif
