/* What the columns of a table are, as the section [columns] of a profile says
 * it: `phone = Telephone`, a line for each column. */
#ifndef SIGNPOST_IMPORT_COLUMNS_H
#define SIGNPOST_IMPORT_COLUMNS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "ini/file.h"

/* Of what a column tells, in the words of HSDS. */
enum columns_part {
	COLUMNS_SERVICE,      /* a member of the service */
	COLUMNS_ORGANIZATION, /* of its organization */
	COLUMNS_LIST,	      /* a list of the service, each with the member */
	COLUMNS_TERM,
	COLUMNS_HOURS, /* of all days, or of the one that is the member */
	COLUMNS_PHONE, /* `member` of a number; `kind` is its type */
	COLUMNS_PLACE,
	COLUMNS_ADDRESS,
	COLUMNS_MAIL, /* the address to which letters go */
	COLUMNS_CONTACT,
	COLUMNS_KIND,
	COLUMNS_VISIBILITY,
	COLUMNS_PRIVATE, /* whether what its number names is private */
	COLUMNS_INTERNAL,
	COLUMNS_DROPPED,
};

/* A key of [columns]. */
struct columns_key {
	const char *name;
	enum columns_part part;
	const char *member; /* NULL: none */
	const char *list;   /* of COLUMNS_LIST; of COLUMNS_PHONE its type */
	/* What reports of HSDS call it, NULL: it never is in one. */
	const char *field;
	const char *help;
	bool is_many;	 /* may stand for several columns */
	bool is_grouped; /* may have a number behind it: `phone-2` */
};

#define COLUMNS_GROUPS 10

/* A line of [columns]. */
struct column {
	const char *heading; /* of the column in the table */
	const struct columns_key *key;
	int group;	   /* from 1 */
	const char *facet; /* of `terms-FACET`, else NULL */
	const char *file;
	int line;
	struct column *next;
};

/* Appends a line to the list. 0, or -1 with the fault in `err`. Lives as long
 * as `arena` and the pair. */
int columns_take(struct column **list, const struct ini_file_pair *pair,
		 struct arena *arena, struct err *err);

/* The key of this name, or NULL. */
const struct columns_key *columns_key(const char *name);

/* Appends every key with its help, commented out. */
void columns_print(struct buf *out);

#endif
