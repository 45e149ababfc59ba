/* A package of tables as organizations and services of HSDS 3, each with all
 * that its tables say of it. */
#ifndef SIGNPOST_IMPORT_PACKAGE_H
#define SIGNPOST_IMPORT_PACKAGE_H

#include <jansson.h>

#include "base/err.h"
#include "import/tally.h"

struct package_way {
	/* Is given each organization, then each service, borrowed, and how many
	 * there are. */
	void (*take)(void *data, json_t *element, long long total);
	void *data;
	struct tally *lost; /* rows that belong to nothing */
};

/* Reads the package at `path` (import/package-tables.h). 0, or -1 with every
 * fault in `err`, and nothing is given. */
int package_read(const char *path, const struct package_way *way,
		 struct err *err);

#endif
