/* A CSV table as the source of an import. */
#ifndef SIGNPOST_COMMAND_IMPORT_TABLE_H
#define SIGNPOST_COMMAND_IMPORT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "command/import-told.h"

/* Whether the file, which is at its begin and stays there, is no JSON, and so a
 * table. */
bool import_table_is(FILE *file);

/* Prints a profile to begin with: of the table in the file, or where that is
 * NULL every key. An exit code. */
int import_table_sketch(const char *path, struct buf *out, struct err *err);

/* Takes all of its rows. 0, or -1 with the faults in the import's `err`. */
int import_table_take(struct importing *importing, FILE *file);

#endif
