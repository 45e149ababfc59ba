/* The kinds of field: what their values look like, and what is kept of them.
 * Knows nothing of rows that is not in the row itself, and reports nothing. */
#ifndef SIGNPOST_RECORD_FIELD_KIND_H
#define SIGNPOST_RECORD_FIELD_KIND_H

#include "record/field.h"

/* Room for the words of a fault. */
#define FIELD_KIND_WORDS 320

struct field_kind_row {
	const char *form; /* what may be written, as words */
	/* What is wrong with a text, as words that follow it, or NULL. */
	const char *(*check)(const struct field *field, const char *text);
	/* Instead, where the reason is worth more than the form: the reason,
	 * behind `is_not`, or NULL. It may stand in `words`. */
	const char *(*fault)(const struct field *field, const char *text,
			     char words[FIELD_KIND_WORDS]);
	const char *is_not;
	/* Sets a member to a text in which nothing is wrong; NULL: a
	 * `const char *` to the text itself. */
	void (*set)(const struct field *field, const char *text, void *member);
	size_t size; /* of what `set` sets; 0 where that is NULL */
	/* What looks like a hyphen or blank can be nothing else. */
	bool is_plain;
};

/* By enum field_kind. */
extern const struct field_kind_row field_kinds[];

#endif
