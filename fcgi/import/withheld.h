/* What a source calls private in one place, and tells everybody in another:
 * private wins. */
#ifndef SIGNPOST_IMPORT_WITHHELD_H
#define SIGNPOST_IMPORT_WITHHELD_H

#include "import/harvest.h"

/* A number, or another value where `extension` is NULL, that was not taken of
 * the entry since it is private. Copies both. */
void withheld_add(struct harvest *harvest, const struct harvest_section *entry,
		  const char *value, const char *extension);

/* Each number in a text that is private, or the e-mail address that it is. */
void withheld_add_text(struct harvest *harvest,
		       const struct harvest_section *entry, const char *text);

/* Once all is there: puts each such number and address that the same
 * organization has elsewhere into the internal-note of what has it. Where
 * another organization has a number of these, its note asks. */
void withheld_hide(struct harvest *harvest);

#endif
