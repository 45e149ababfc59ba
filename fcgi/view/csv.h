/* A list as a table for spreadsheets (RFC 4180): one row for each entry, the
 * columns from the rows of an entry. A cell never begins with what a
 * spreadsheet would take for a formula. */
#ifndef SIGNPOST_VIEW_CSV_H
#define SIGNPOST_VIEW_CSV_H

#include <jansson.h>

#include "base/buf.h"
#include "directory/directory.h"

struct view_args;

#define CSV_TYPE "text/csv; charset=utf-8; header=present"

/* Appends the header and all the results. */
void csv_write(const struct view_args *args, struct buf *out);

/* The columns with what each holds, as `[{name, description}]`. For
 * json_decref(). */
json_t *csv_columns(const struct directory *directory);

#endif
