/* How many bytes may be spent in a day. A day begins with the first that are
 * spent in it. Thread-safe. */
#ifndef SIGNPOST_CACHE_ALLOWANCE_H
#define SIGNPOST_CACHE_ALLOWANCE_H

#include <stdbool.h>
#include <stddef.h>

struct allowance;

/* Of `bytes` a day. For allowance_free(). */
struct allowance *allowance_new(size_t bytes);
void allowance_free(struct allowance *allowance);

/* Spends so many bytes; false, and nothing, where fewer are left. */
bool allowance_take(struct allowance *allowance, size_t bytes);

/* What was taken and not spent after all. */
void allowance_give_back(struct allowance *allowance, size_t bytes);

#endif
