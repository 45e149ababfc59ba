/* What the files of binding.h share. */
#ifndef SIGNPOST_IMPORT_BINDING_PARTS_H
#define SIGNPOST_IMPORT_BINDING_PARTS_H

#include "import/agencies.h"
#include "import/binding.h"
#include "import/privacy.h"

/* A column with a line in the profile. */
struct bound {
	const struct column *column;
	size_t cell;
	bool is_withheld; /* in this row */
};

/* A column without one, by its place. */
struct loose {
	bool is_named; /* no, it has one */
	enum privacy_asks asks;
	size_t named;	  /* bytes of its heading that name what is private */
	bool is_withheld; /* in this row */
};

#define BINDING_AGENCY 4

struct binding {
	struct taking *taking;
	const struct csv_table *table;
	const char *name;
	struct bound *bounds;
	size_t count;
	struct loose *loose; /* by column of the table */
	size_t width;
	struct table ids; /* of rows before */
	struct agencies agencies;
	size_t agency[BINDING_AGENCY]; /* the columns of an agencies_row */
};

/* A cell without what says nothing. Lives as long as the row. */
const char *binding_cell(const struct binding *binding,
			 const struct csv_table_row *row, size_t cell);

/* Says of each column whether nobody outside may have it in this row, and of
 * the row whether nobody may at all. */
void binding_judge(struct binding *binding, const struct csv_table_row *row);

#endif
