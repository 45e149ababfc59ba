/* The commands of the program. Their exit codes are those of sysexits.h. */
#ifndef SIGNPOST_COMMAND_COMMANDS_H
#define SIGNPOST_COMMAND_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "command/options.h"

struct command {
	const char *name;
	int (*run)(const struct options *options);
	bool takes_operand;
	const char *usage, *help; /* for people */
};

extern const struct command commands[];
extern const size_t command_count;

#endif
