/* Everything that answers are made from, read at one moment: settings,
 * directory, templates, words. Immutable; built whole, then swapped in. */
#ifndef SIGNPOST_APP_GENERATION_H
#define SIGNPOST_APP_GENERATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ini/overlay.h"
#include "site/edition.h"
#include "site/last-good.h"

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

/* What was good last, as the state folder that the present settings name has
 * kept it; who may see what, where it listens, whom it speaks to and the
 * secrets are the present settings'. NULL with the reason in `err` where these
 * cannot be read, nothing is kept, or (`*is_there`) what is kept is faulty for
 * this program. No other thread may run yet. The caller holds it. */
struct generation *generation_last_good(const char *path,
					const char *const *overrides,
					bool *is_there, struct err *err);

/* What the program was shipped with, with the present settings as far as they
 * can be read: for health and metrics, where there is nothing to serve. */
struct generation *generation_bare(const char *path,
				   const char *const *overrides,
				   struct err *err);

/* Makes what visitors look for words in, which else the first who does waits
 * for: for who serves, before anybody else holds it. */
void generation_make_words(struct generation *generation);

/* Keeps what it was read from in its state folder, where it has one. 0, or -1
 * with the reason in `err`. */
int generation_keep(const struct generation *generation, struct err *err);

/* Keeps what is taken down beside the set that is kept, if one is, for a start
 * at which the file that says it cannot be read. 0, or -1 with the reason in
 * `err`.
 */
int generation_keep_hidden(const struct generation *generation,
			   struct err *err);

/* The set that was kept, of which it is; NULL: of the present one. Borrowed. */
const struct last_good *generation_origin(const struct generation *generation);

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

/* Waits until nobody but the caller holds it, a second at most: freeing a large
 * one takes long, and no visitor is to wait for that. False where somebody
 * holds it still. */
bool generation_outlive(const struct generation *generation);

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
