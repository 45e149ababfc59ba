/* Bytes that were made once and are good as long as what they were made from:
 * under a key, from any thread, up to a ceiling, and never taken out or changed
 * again, so that who looks needs no lock and may go on reading. */
#ifndef SIGNPOST_BASE_KEPT_H
#define SIGNPOST_BASE_KEPT_H

#include <stdbool.h>
#include <stddef.h>

struct kept;

/* An empty one that holds at most `ceiling` bytes, its own included; for
 * kept_free(). */
struct kept *kept_new(size_t ceiling);

/* Ends the life of all that is in it, when nobody looks any more. Accepts NULL.
 */
void kept_free(struct kept *kept);

/* What is under a key of `size` bytes, and its length; NULL: nothing. Lives as
 * long as `kept`. Thread-safe. */
const char *kept_find(const struct kept *kept, const void *key, size_t size,
		      size_t *length);

/* Copies bytes to where kept_find() finds them, unless there is no room or
 * something is there already. Thread-safe. */
void kept_add(struct kept *kept, const void *key, size_t size,
	      const char *bytes, size_t length);

/* Whether half of the ceiling is reached, and of what there is no end no more
 * should be added. Thread-safe. */
bool kept_is_half_full(const struct kept *kept);

/* Bytes held, for those who watch memory. Thread-safe. */
size_t kept_bytes(const struct kept *kept);

#endif
