/* Everything that answers are made from, read at one moment: settings,
 * directory, templates, words. Immutable; built whole, then swapped in. */
#ifndef SIGNPOST_APP_GENERATION_H
#define SIGNPOST_APP_GENERATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ini/overlay.h"
#include "site/edition.h"

struct generation;

/* Reads everything that the settings file `path` (NULL: the built-in settings)
 * and `overrides` name. NULL with every fault in `err` when there is one. The
 * caller holds it; for generation_release().
 *
 * `old`, which it does not keep, is a generation of this process: its time
 * zone stays. NULL: the directory's becomes the process's, and no other thread
 * may run yet. */
struct generation *generation_new(const char *path,
				  const char *const *overrides,
				  const struct generation *old,
				  struct err *err);

/* What is read already, as it is seen today: nothing is read, so nothing of an
 * edit that nobody loaded is in it, and it cannot fail. `old` may be released
 * at once. The caller holds it; for generation_release(). */
struct generation *generation_of_today(const struct generation *old);

/* The same with what is taken down now in the file that belongs to the settings
 * file `path`; all else of `old` is as it was read. NULL where that is the same
 * as in `old`, or where the file cannot be read, with the fault in `err`. The
 * caller holds it. */
struct generation *generation_taken_down(const struct generation *old,
					 const char *path, struct err *err);

/* Whether its directory names another time zone than the process's, which holds
 * after a restart. */
bool generation_has_new_zone(const struct generation *generation);

/* One more holder; thread-safe while there is one. */
void generation_hold(struct generation *generation);

/* One holder less; the last one ends its life. Thread-safe; accepts NULL. */
void generation_release(struct generation *generation);

/* What a visitor from inside or outside sees who asks for no language.
 * Borrowed. */
const struct edition *generation_edition(const struct generation *generation,
					 bool is_internal);

/* The memory that it needs, in bytes, without the words of the interface. */
size_t generation_bytes(const struct generation *generation);

/* How long it took to read and to make what it is made of. */
long long generation_load_us(const struct generation *generation);

/* What later folders put over earlier ones. Borrowed. */
const struct overlay *generation_overlays(const struct generation *generation);

/* The crisis line that is taken down and shown all the same, because no other
 * is left to talk to; or NULL. Borrowed. */
const struct record *generation_spared(const struct generation *generation);

#endif
