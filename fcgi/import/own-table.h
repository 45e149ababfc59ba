/* The table of `export --csv` of another site as sections: each row is a line
 * of one. What this site has itself is passed over. */
#ifndef SIGNPOST_IMPORT_OWN_TABLE_H
#define SIGNPOST_IMPORT_OWN_TABLE_H

#include "import/csv-table.h"
#include "import/mapping.h"

/* Whether the headings are those of such a table. */
bool own_table_is(const struct csv_table *table);

/* Begins; for own_table_row() and own_table_end(). `name` is the file's, for
 * messages. Lives as long as the arena of the harvest. */
struct own_table *own_table_new(struct taking *taking, const char *name);

/* Takes a row. 0, or -1 with the fault in `err`. */
int own_table_row(struct own_table *own, const struct csv_table_row *row,
		  struct err *err);

/* Puts what belongs together into one file, and says whose it is. */
void own_table_end(struct own_table *own);

#endif
