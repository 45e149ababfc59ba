/* What answers in Redis are sealed with. There is always a key: whoever may
 * write to Redis and does not know it can put nothing on a page. */
#ifndef SIGNPOST_SITE_SEAL_H
#define SIGNPOST_SITE_SEAL_H

#include "base/digest.h"
#include "base/err.h"

#define SEAL_NAME ((size_t)17)

struct seal {
	struct digest_key key;
	/* Hexadecimal. A part of each key in Redis, so that responders with
	 * other seals are not in each other's way; tells nothing of `key`. */
	char name[SEAL_NAME];
};

/* The same for all who know `secret`. */
struct seal seal_of(const char *secret);

/* Of chance: nobody else will ever have it. */
struct seal seal_new(void);

/* The one that is kept in `folder`/private/redis-key, made when it is first
 * asked for; nobody but the process's user can read it, and of several who ask
 * at the same time all get the same. 0; or -1 with the reason in `err` where it
 * cannot be kept, or somebody else could know it, and `seal` is as it was. */
int seal_keep(struct seal *seal, const char *folder, struct err *err);

#endif
