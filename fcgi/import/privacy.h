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

/* What a heading asks of each row. */
enum privacy_asks {
	PRIVACY_ASKS_NOTHING,
	PRIVACY_MAY_ASK,    /* or it heads what is private: `Private phone` */
	PRIVACY_ASKS_HIDE,  /* whether it is private: `Phone1IsPrivate` */
	PRIVACY_MAY_SHOW,   /* or it heads something else: `Published on` */
	PRIVACY_ASKS_SHOW,  /* whether it is not: `OK to publish` */
	PRIVACY_ASKS_LEVEL, /* for whom it is: `Visibility` */
	PRIVACY_ASKS_ROW,   /* of all of it: `ExcludeFromWebsite` */
};

/* `*named` is how many bytes of the heading name what, 0 where none do. */
enum privacy_asks privacy_asks(const char *heading, size_t *named);

/* Whether a heading ends with what leads to somebody, as `Show phone`: then it
 * asks of that, and not of all of a row. */
bool privacy_is_leading(const char *heading);

/* Whether what a cell answers hides what its heading asks for. */
bool privacy_hides(enum privacy_asks asks, const char *cell);

/* Whether a member of this name says of its object that it is not for readers.
 */
bool privacy_is_said(const char *name, const char *text);

/* Whether a member of this name ever does. */
bool privacy_may_be_said(const char *name);

/* Whether what is said of a number says that it is not for readers. Other words
 * than of headings: a hotline is confidential, and a clinic of internal
 * medicine. */
bool privacy_forbids(const char *text);

/* Whether a cell says yes; `*is_clear` is whether it says yes or no. */
bool privacy_is_yes(const char *cell, bool *is_clear);

#endif
