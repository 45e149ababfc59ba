/* What shows the section where no responder is asked: nginx's copies, and the
 * files of last resort. Both are left as they are where this user may not
 * change them. */
#ifndef SIGNPOST_COMMAND_LEFTOVERS_H
#define SIGNPOST_COMMAND_LEFTOVERS_H

#include <stdbool.h>

#include "app/generation.h"
#include "command/options.h"

/* Removes nginx's copies of answers from the folders (colons between): files
 * that are called as it calls them, nothing else, and no link is followed.
 * Whether none is left. */
bool leftovers_remove_copies(const char *folders);

/* Writes the files of last resort anew, where they are, without what is taken
 * down now in the file of the settings. `generation` is the present set; NULL:
 * it is faulty, and the shipped lines take their place. */
void leftovers_write_last_resort(const struct options *options,
				 struct generation *generation);

#endif
