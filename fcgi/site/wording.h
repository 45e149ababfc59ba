/* What a section says in the language of an edition, else in the directory's
 * default language: row by row, so that the two never mix within a row. */
#ifndef SIGNPOST_SITE_WORDING_H
#define SIGNPOST_SITE_WORDING_H

#include <stdbool.h>

#include "record/record.h"
#include "site/edition.h"

/* Borrowed from the directory. */
struct wording {
	const char *text;	   /* the words, the id, or the address */
	const char *note;	   /* what stands behind it, or NULL */
	const char *gloss;	   /* what an official name means, or NULL */
	bool is_untranslated;	   /* its words are in the default language */
	bool is_note_untranslated; /* and what stands behind it, if anything */
};

/* The words of `value`, one of the row `row` in the default language. */
struct wording wording_of(const struct edition *edition,
			  const struct record *record, size_t row,
			  const struct value *value);

/* The words of the row's first value; NULL where there is none. */
const char *wording_text(const struct edition *edition,
			 const struct record *record, size_t row);

#endif
