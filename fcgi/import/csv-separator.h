/* What parts the cells of a table. */
#ifndef SIGNPOST_IMPORT_CSV_SEPARATOR_H
#define SIGNPOST_IMPORT_CSV_SEPARATOR_H

#include <stddef.h>

/* The signs that may. */
#define CSV_SEPARATORS ",;\t|"

/* The one which stands most often in the first line outside quotes; where
 * several do, the first of these. */
char csv_separator(const char *text, size_t length);

#endif
