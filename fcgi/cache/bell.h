/* One thread that waits until it is asked for something, and those who ask.
 * Thread-safe. */
#ifndef SIGNPOST_CACHE_BELL_H
#define SIGNPOST_CACHE_BELL_H

#include <stdbool.h>

struct bell;

/* For bell_free(). */
struct bell *bell_new(void);
void bell_free(struct bell *bell);

/* Asks; however often that is done before it is heard, it is heard once. */
void bell_ring(struct bell *bell);

/* Waits until somebody asks, for `most_ms` at most, but `least_ms` all the
 * same; false: bell_end() was called. */
bool bell_wait(struct bell *bell, long least_ms, long most_ms);

/* Nobody is to wait any more. */
void bell_end(struct bell *bell);
bool bell_is_over(struct bell *bell);

#endif
