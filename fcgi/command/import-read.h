/* Where an import comes from: a file, a package of tables, or the address of a
 * feed. */
#ifndef SIGNPOST_COMMAND_IMPORT_READ_H
#define SIGNPOST_COMMAND_IMPORT_READ_H

#include "command/import-told.h"

/* What a source is called that no profile names: as its file, or its host. */
const char *import_read_name(const struct importing *importing);

/* Takes all of the source into the harvest, with its progress on a terminal.
 * 0, or -1 with the fault in the import's `err`. */
int import_read(struct importing *importing);

/* The day of which the source is, which does not change while it does not. */
const char *import_read_day(struct importing *importing);

#endif
