/* The command `import SOURCE --to FOLDER`. */
#ifndef SIGNPOST_COMMAND_IMPORT_SOURCE_H
#define SIGNPOST_COMMAND_IMPORT_SOURCE_H

#include "base/buf.h"
#include "base/err.h"
#include "command/options.h"

/* Takes the directory of another system into a folder. */
int import_source_run(const struct options *options, struct buf *out,
		      struct err *err);

#endif
