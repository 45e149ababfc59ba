/* What a speaker sent back, by the texts that it is about; and how it is
 * written. */
#ifndef SIGNPOST_COMMAND_SPEAKER_WRITE_H
#define SIGNPOST_COMMAND_SPEAKER_WRITE_H

#include "command/desk.h"
#include "command/speaker-file.h"
#include "command/unread.h"
#include "terminal/ask.h"

/* A line of the file, and the text that it is about. */
struct verdict {
	const struct speaker_line *line;
	const struct unread *text;
};

struct taking {
	const struct options *options;
	struct desk desk;
	struct speaker_file file;
	const struct edition *edition; /* of the language */
	struct verdict *verdicts;
	size_t count, right, better, wrong;
	struct ask *ask; /* NULL: nothing is said */
};

/* Writes all of it with the desk: the texts, then what was read, then the words
 * of the interface. The exit code, with the reason in the desk's `err`. */
int speaker_write_all(struct taking *taking);

#endif
