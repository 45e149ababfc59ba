/* What is changed in the bytes of an INI file: one pair of one section, or a
 * section more at the end. Every other byte stays where it is, comments and the
 * ends of lines too. Knows lines, and nothing of what they mean. */
#ifndef SIGNPOST_INI_EDIT_H
#define SIGNPOST_INI_EDIT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct ini_edit {
	const char *file;      /* for messages */
	const char *kind, *id; /* of the section; `id` NULL: it has none */
	const char *name;      /* of the pair */
	const char *old; /* the value it must still have; NULL: no such pair */
	const char *value; /* the one it gets; NULL: the pair goes */
};

/* Appends `bytes` with the change made: a value in its place, a new pair behind
 * the section's last. 0; -1 with the reason in `err` where the section or the
 * value is another by now, or something else would change with it. */
int ini_edit_pair(const char *bytes, size_t length, const struct ini_edit *edit,
		  struct buf *out, struct err *err);

/* Appends `bytes` and behind them, after an empty line, the lines of
 * `sections`, ended as the others are. */
void ini_edit_append(const char *bytes, size_t length, const char *sections,
		     struct buf *out);

/* Appends the lines of a section, from its header to its last pair, with
 * `more`, whole lines, behind the header. -1 where there is none. */
int ini_edit_copy(const char *bytes, size_t length, const char *kind,
		  const char *id, const char *more, struct buf *out);

#endif
