/* What programs write into a cell that is no value. */
#ifndef SIGNPOST_IMPORT_CELL_H
#define SIGNPOST_IMPORT_CELL_H

#include <stdbool.h>

#include "base/arena.h"

/* A cell without the blanks around it, and nothing where a program wrote that
 * there is nothing. Lives as long as `arena`. */
const char *cell_text(const char *cell, struct arena *arena);

/* Whether a spreadsheet wrote it in place of a value: #REF!, #NAME?, ####. */
bool cell_is_fault(const char *text);

#endif
