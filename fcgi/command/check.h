/* The command `check`: everything that is wrong, or may hurt a reader, in what
 * would be served. */
#ifndef SIGNPOST_COMMAND_CHECK_H
#define SIGNPOST_COMMAND_CHECK_H

#include "command/options.h"

/* Prints what it finds. The exit code. */
int check_run(const struct options *options);

#endif
