/* Rows of a table as services of HSDS, by what a profile says of its columns,
 * so that they are taken as those are. */
#ifndef SIGNPOST_IMPORT_BINDING_H
#define SIGNPOST_IMPORT_BINDING_H

#include <stdbool.h>

#include "import/csv-table.h"
#include "import/mapping.h"

struct binding;

/* Finds the columns that the profile names. NULL, with every fault in `err`,
 * where one is not there, or is one that may not be told. `name` is the file's,
 * for messages; lives as long as the arena of the harvest, and borrows
 * `table`. */
struct binding *binding_new(struct taking *taking,
			    const struct csv_table *table, const char *name,
			    struct err *err);

/* Whether every row is to be looked at by binding_look() before the first is
 * taken by binding_row(): some of them are the organizations of others. */
bool binding_looks(const struct binding *binding);
void binding_look(struct binding *binding, const struct csv_table_row *row);

/* The row as a service, for json_decref(); NULL where it names nobody, which is
 * counted and left for a person, or, with the fault in `err`, where its id
 * stood above. Sets what `taking` holds of a row. */
json_t *binding_row(struct binding *binding, const struct csv_table_row *row,
		    struct err *err);

#endif
