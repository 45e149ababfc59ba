/* The tables of a package: a folder of CSV files that are called as the tables
 * of HSDS 1, 2 or 3, or as a datapackage.json there says. */
#ifndef SIGNPOST_IMPORT_PACKAGE_TABLES_H
#define SIGNPOST_IMPORT_PACKAGE_TABLES_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* One of them. */
struct package_table {
	const char *name; /* as HSDS 3 calls it, or as its file is called */
	json_t *rows;	  /* objects, without what is empty */
	json_t *by_id;	  /* the same objects by their id */
	struct package_table *next;
};

/* Whether the path is that of a folder, or of a datapackage.json. */
bool package_tables_is_one(const char *path);

/* All tables, in the order of their files' names, for package_tables_free(),
 * which accepts NULL. NULL with the fault in `err`. */
struct package_table *package_tables_read(const char *path, struct arena *arena,
					  struct err *err);
void package_tables_free(struct package_table *tables);

/* The table of this name, or NULL. */
const struct package_table *package_tables_find(
	const struct package_table *tables, const char *name);

/* The row of a table whose id this is, or NULL. Borrowed. */
json_t *package_tables_row(const struct package_table *table, const char *id);

#endif
