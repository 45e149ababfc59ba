/* What was asked for on the command line. */
#ifndef SIGNPOST_COMMAND_OPTIONS_H
#define SIGNPOST_COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#define OPTIONS_OVERRIDES ((size_t)64)

struct options {
	const char *file; /* NULL: the built-in settings */
	const char *overrides[OPTIONS_OVERRIDES + 2]; /* NULL-terminated */
	size_t override_count;
	const char *scope;
	bool has_headers, is_json, is_strict, is_stale, is_manual;
	const char *old_folders; /* to compare with, or NULL */
	long stale_days;	 /* 0: what the directory says */
	const char *operand;	 /* NULL: none */
};

/* The exit code after a fault in what the options name: faulty settings
 * have another one than a faulty directory. */
int options_fault_code(const struct options *options);

#endif
