/* What a speaker of a language has read of a translation, text by text:
 * sections [reading:LANG] of a site's own folder, which `signpost verify
 *--from` writes. Each text has a key, and what was read of it a mark: whoever
 *changes the text or its translation takes the reading back with it.
 *
 *	[reading:es]
 *	right = answered-by.ngo.name | 2026-11-26 k7qd translator
 *
 * The key of a word of the interface is `word.NAME`; those that were read stand
 * in [reviewed] of the language's own file (site/locale.h). */
#ifndef SIGNPOST_DIRECTORY_READING_H
#define SIGNPOST_DIRECTORY_READING_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/digest.h"
#include "directory/collection.h"
#include "record/record.h"

extern const struct kind reading_kind;

/* A text with its translation. */
struct reading_text {
	const struct record *record;
	size_t row;
	const struct value *value; /* of the translation */
	const char *key;
	const char *original, *translation;
	char mark[DIGEST_WORD];
};

/* Writes the mark of what was read. */
void reading_mark(const char *original, const char *translation,
		  char mark[DIGEST_WORD]);

/* Whether a note `DATE MARK ROLE` has the mark. */
bool reading_has_mark(const char *note, const char *mark);

/* Calls `take` for each text of the section that has a translation in
 * `language`; what the texts point to lives as long as `arena` and the section.
 */
void reading_each(const struct record *record, const char *language,
		  struct arena *arena,
		  void (*take)(void *data, const struct reading_text *text),
		  void *data);

/* Whether a speaker has read the text as it is now. */
bool reading_is_right(const struct collection *collection, const char *language,
		      const struct reading_text *text);

/* Whether all that the section says in `language` was read as it is now: text
 * by text, or by its own `reviewed`. */
bool reading_is_whole(const struct collection *collection,
		      const struct record *record, const char *language);

#endif
