/* The rows of a CSV table, one at a time, by the headings of its first row;
 * what is larger than memory is read all the same. Owns libcsv. Finds out which
 * of comma, semicolon, tab and bar parts the cells; what is no UTF-8 is read as
 * Windows-1252, and counted. */
#ifndef SIGNPOST_IMPORT_CSV_TABLE_H
#define SIGNPOST_IMPORT_CSV_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

/* The longest row, in bytes, and the most cells it has. */
#define CSV_TABLE_BYTES	  ((size_t)4 * 1024 * 1024)
#define CSV_TABLE_COLUMNS ((size_t)1000)
#define CSV_TABLE_NONE	  SIZE_MAX

struct csv_table;

/* One row. The cells are as many as the headings, "" where nothing stands, and
 * borrowed until the next row. */
struct csv_table_row {
	int line; /* on which it begins */
	const char *const *cells;
};

/* Reads the headings of `file`, which `name` names in messages; both are
 * borrowed. NULL, with the fault in `err`, where there are none. For
 * csv_table_free(). */
struct csv_table *csv_table_new(FILE *file, const char *name, struct err *err);
void csv_table_free(struct csv_table *table);

/* The next row in which anything stands; cells that it has too few are empty.
 * False at the end, or where what stands there is no table. A row that has more
 * cells than there are headings, or is the second half of one, is reported and
 * passed over, so ask `err` at the end. */
bool csv_table_next(struct csv_table *table, struct csv_table_row *row,
		    struct err *err);

/* How many headings there are, and each: one that is empty is called `column
 * 3`, one that stood before `Phone (2)`. Borrowed from the table. */
size_t csv_table_width(const struct csv_table *table);
const char *csv_table_heading(const struct csv_table *table, size_t column);

/* The column of this heading, in letters of any case, or CSV_TABLE_NONE. */
size_t csv_table_find(const struct csv_table *table, const char *heading);

/* How many cells were no UTF-8 so far. */
size_t csv_table_decoded(const struct csv_table *table);

#endif
