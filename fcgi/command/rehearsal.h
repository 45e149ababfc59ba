/* What `check` would say of a change, asked before it is made: it is made in a
 * copy of the folder. */
#ifndef SIGNPOST_COMMAND_REHEARSAL_H
#define SIGNPOST_COMMAND_REHEARSAL_H

#include "command/desk.h"

/* Makes a change with a desk, which may be that of a copy. 0, or -1 with the
 * reason in the desk's `err`. */
typedef int desk_act(struct desk *desk, void *what);

/* Whether the change could be made, and would bring no fault that is not there
 * now; else `faults` has each, in the file and the line where it would be. */
bool rehearsal_is_well(const struct desk *desk, desk_act *act, void *what,
		       struct err *faults);

/* Changes of one section, for desk_act(). */
struct rehearsed {
	const struct ini_edit *edits;
	size_t count;
};

/* A desk_act() that makes them; `what` is a struct rehearsed. */
int rehearsal_change(struct desk *desk, void *what);

#endif
