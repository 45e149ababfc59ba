/* One round of `check --links`: which addresses are asked, what came of each,
 * and how that is told. */
#ifndef SIGNPOST_COMMAND_LINK_ROUND_H
#define SIGNPOST_COMMAND_LINK_ROUND_H

#include "base/arena.h"
#include "base/buf.h"
#include "command/options.h"
#include "directory/collection.h"
#include "directory/link-check.h"
#include "fetch/links.h"
#include "text/date.h"

/* What is asked, and what came of it. */
struct link_round {
	const struct options *options;
	const struct collection *collection;
	const bool *hidden; /* by place, what is not asked; NULL: nothing */
	struct links_item *items;
	const struct value **places; /* by item, where it stands first */
	const struct record **users; /* by item, the section of that */
	size_t count;
	const char **kept; /* addresses that were not asked */
	size_t kept_count;
	struct link_finding *findings;
	size_t finding_count;
	char today[DATE_DAY];
	struct arena *arena;
	struct buf *out;
};

/* The place of an address among those asked, or `count`. */
size_t link_round_place(const struct link_round *round, const char *url);

/* How many of those asked were found so. */
size_t link_round_count(const struct link_round *round, enum link_state state);

/* Prints what was found, what matters most first: for people or for programs.
 */
void link_round_print(const struct link_round *round);

#endif
