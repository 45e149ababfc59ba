/* What stands in order, in an array of items of one size. */
#ifndef SIGNPOST_BASE_SORTED_H
#define SIGNPOST_BASE_SORTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether an item stands before all that is `wanted`. */
typedef bool sorted_before(const void *item, const void *wanted);

/* The place of the first item that is not before what is wanted, or `count`. */
size_t sorted_first(const void *items, size_t count, size_t size,
		    sorted_before *is_before, const void *wanted);

/* The first bytes of a text as a number: where those of two texts differ, they
 * are in the order of strcmp(). */
uint64_t sorted_prefix(const char *text);

/* Puts into `places` the numbers of `count` items in the order of their
 * `orders`, each below `most`; those that have the same keep theirs. Takes time
 * in proportion to `count` and `most`. */
void sorted_by_order(const unsigned *orders, size_t count, size_t most,
		     size_t *places);

#endif
