/* Headings that say that what stands below them is not for readers. */
#ifndef SIGNPOST_IMPORT_PRIVACY_H
#define SIGNPOST_IMPORT_PRIVACY_H

#include <stdbool.h>
#include <stddef.h>

enum privacy {
	PRIVACY_NONE,
	PRIVACY_PERSON, /* it is likely somebody's own */
	PRIVACY_KEPT,	/* it says so: internal, private */
};

enum privacy privacy_of(const char *heading);

/* Whether a heading may ask whether something is private, as Phone1IsPrivate
 * does; `*named` is how many of its bytes name what, 0 where none do. */
bool privacy_is_flag(const char *heading, size_t *named);

/* Whether a cell says yes; `*is_clear` is whether it says yes or no. */
bool privacy_is_yes(const char *cell, bool *is_clear);

#endif
