/* Words of the interface in a site's own file of a language. */
#ifndef SIGNPOST_COMMAND_WORD_FILE_H
#define SIGNPOST_COMMAND_WORD_FILE_H

#include <stddef.h>

#include "base/err.h"

struct word_change {
	const char *word;
	const char *better; /* NULL: it stays as it is */
	const char *note;   /* `DATE MARK ROLE`, of who has read it */
};

/* Makes the changes in the file `path`, all at once, with no other byte moved;
 * where there is none it begins one. 0, or -1 with the reason in `err`. */
int word_file_change(const char *path, const struct word_change *changes,
		     size_t count, struct err *err);

#endif
