/* How far a command is that takes longer than a second, told at a terminal. */
#ifndef SIGNPOST_COMMAND_IMPORT_PROGRESS_H
#define SIGNPOST_COMMAND_IMPORT_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct import_progress {
	const char *what; /* is counted, as in `rows`; borrowed */
	bool is_terminal, is_told;
	long long next_ms; /* when it is told the next time */
};

struct import_progress import_progress_new(const char *what);

/* There are so many now, of `total`; below 0: nobody knows of how many. */
void import_progress_tell(struct import_progress *progress, size_t count,
			  long long total);

/* Takes back what was told. */
void import_progress_end(struct import_progress *progress);

#endif
