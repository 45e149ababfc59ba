/* Which columns of a table tell of one number: a wrong extension would be
 * dialed, and a wrong flag would publish what is private. */
#ifndef SIGNPOST_IMPORT_NUMBER_GROUPS_H
#define SIGNPOST_IMPORT_NUMBER_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "import/columns.h"

struct number_column {
	const char *heading;
	const struct columns_key *key; /* NULL: not known */
	int figure;		       /* that the heading has, else 0 */
	bool is_sure;		       /* it will have a line of its own */
	int group;		       /* set here; 0: it is not known */
};

/* Whether a key is the number itself, says more of it, or asks whether it is
 * private. */
bool number_groups_has(const struct columns_key *key);

/* Sets the groups of all columns that such keys are for. */
void number_groups_set(struct number_column *columns, size_t count);

#endif
