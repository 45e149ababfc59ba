/* Rows of a table that name no organization since they are one, which other
 * rows name. To be looked at before the first is taken. */
#ifndef SIGNPOST_IMPORT_AGENCIES_H
#define SIGNPOST_IMPORT_AGENCIES_H

#include <stdbool.h>

#include "base/table.h"

/* What a row says; "" where nothing stands. */
struct agencies_row {
	const char *id, *name, *organization, *organization_id;
};

struct agencies {
	struct table named; /* names and ids of organizations, by scope */
	struct table lone;  /* names of rows that have none */
	const char **ids;   /* of these, by number */
	size_t room;
	struct table twins; /* those of several such rows */
};

/* Lives as long as `arena`. */
struct agencies agencies_new(struct arena *arena);

void agencies_look(struct agencies *agencies, const struct agencies_row *row);

/* Whether the row, which names none, is one that others name: by its id, or by
 * its name where no other such row has that. */
bool agencies_by_id(const struct agencies *agencies,
		    const struct agencies_row *row);
bool agencies_by_name(const struct agencies *agencies,
		      const struct agencies_row *row);

/* The id of the one row of this name that names none; NULL where there is no
 * such row, or several, or it has no id. */
const char *agencies_id(const struct agencies *agencies, const char *name);

#endif
