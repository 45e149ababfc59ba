/* Who was here before: lets a store take only what is asked for again, so that
 * a flood of keys that come once never reaches it. Of fixed size; thread-safe
 * without a lock. It forgets, and then says that it does not know. */
#ifndef SIGNPOST_CACHE_ADMISSION_H
#define SIGNPOST_CACHE_ADMISSION_H

#include <stdbool.h>

struct admission;

/* For admission_free(). */
struct admission *admission_new(void);
void admission_free(struct admission *admission);

/* Whether `key` was here lately; it is remembered from now on. */
bool admission_knows(struct admission *admission, const char *key);

#endif
