/* The commands of the program. Each prints, and gives its exit code, as in
 * sysexits.h. */
#ifndef SIGNPOST_COMMAND_COMMANDS_H
#define SIGNPOST_COMMAND_COMMANDS_H

#include <stddef.h>

#include "base/buf.h"
#include "command/options.h"

/* Does what main()'s `arguments` ask for. Standard output may still have to be
 * flushed. */
int commands_run(int count, char **arguments);

/* Everything that is wrong, or may hurt a reader, in what would be served. */
int check_run(const struct options *options);

/* What is known from the program's own tables. */
int reference_run(const struct options *options);

/* Whether a running responder is well. */
int ping_run(const struct options *options);

/* The most that a command prints. */
#define COMMANDS_BYTES ((size_t)64 * 1024 * 1024)

/* Prints `out`; whether that could be done is asked once, where the program
 * ends. The exit code: it may be spoilt. */
int commands_print(const struct buf *out);

#endif
