/* The commands of the program. Their exit codes are those of sysexits.h. */
#ifndef SIGNPOST_COMMANDS_H
#define SIGNPOST_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

#define COMMANDS_OVERRIDES ((size_t)64)

/* What was asked for on the command line. */
struct invocation {
	const char *file; /* NULL: the built-in settings */
	const char *overrides[COMMANDS_OVERRIDES + 2]; /* NULL-terminated */
	size_t override_count;
	const char *scope;
	bool has_headers, is_json, is_strict, is_stale, is_manual;
	const char *old_folders; /* to compare with, or NULL */
	long stale_days;	 /* 0: what the directory says */
	const char *operand;	 /* NULL: none */
};

struct command {
	const char *name;
	int (*run)(const struct invocation *invocation);
	bool takes_operand;
	const char *usage, *help; /* for people */
};

extern const struct command commands[];
extern const size_t command_count;

#endif
