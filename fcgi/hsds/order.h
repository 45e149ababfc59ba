/* In which order a list of HSDS 3.1 has its entries. */
#ifndef SIGNPOST_HSDS_ORDER_H
#define SIGNPOST_HSDS_ORDER_H

#include <stddef.h>

#include "base/arena.h"
#include "hsds/query.h"

/* Puts the places of entries, which come in the directory's order, into the one
 * that is wished for. By need it is that of our own lists (search/need.h);
 * those that are alike stay as they came. What it needs lives as long as
 * `arena`. */
void hsds_order(const struct hsds_query *query, size_t *places, size_t count,
		struct arena *arena);

#endif
