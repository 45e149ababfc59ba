/* The rows of a table that a spreadsheet has saved (RFC 4180). */
#ifndef SIGNPOST_COMMAND_CSV_ROWS_H
#define SIGNPOST_COMMAND_CSV_ROWS_H

#include <stddef.h>

#include "base/arena.h"

#define CSV_CELLS 8

struct csv_row {
	int line;		      /* on which it begins */
	const char *cells[CSV_CELLS]; /* "" where there is none */
	size_t count;
};

/* Takes the next row of `*text`, and moves that behind it. Cells are parted by
 * `separator`; a line end within one is a blank. NULL at the end. Lives as long
 * as `arena`. */
const struct csv_row *csv_rows_next(const char **text, char separator,
				    int *line, struct arena *arena);

#endif
