/* What a speaker of a language sends back, as a small text file:
 *
 *	lang = es
 *	on = 2026-11-26
 *	by = translator
 *	answered-by.ngo.name k7qd = right
 *	entry.osha.summary 3fgh = wrong | What is better
 *
 * A key is followed by the mark of what was read (directory/reading.h). Without
 * `by`, it is of a speaker; `on` is the day on which that was found. */
#ifndef SIGNPOST_COMMAND_SPEAKER_FILE_H
#define SIGNPOST_COMMAND_SPEAKER_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct speaker_line {
	int line;
	const char *key, *mark;
	bool is_right;
	const char *better; /* where it is wrong; NULL: that is not said */
};

struct speaker_file {
	const char *language, *day, *role;
	struct speaker_line *lines;
	size_t count;
};

/* Reads the file; the texts live as long as `arena`. 0, or -1 with every fault
 * in `err`. */
int speaker_file_read(const char *path, struct arena *arena,
		      struct speaker_file *file, struct err *err);

#endif
