/* What the settings keep in files of their own, because who may read settings
 * need not know it. */
#ifndef SIGNPOST_SITE_SECRETS_H
#define SIGNPOST_SITE_SECRETS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "cache/redis-login.h"
#include "site/seal.h"
#include "site/settings.h"

/* Lives as long as the arena it was read into. */
struct secrets {
	struct redis_login login; /* the users are the settings' own */
	const struct seal *seal;  /* of redis.secret-file; NULL: none was set */
	bool has_token;		  /* of server.token-file, kept as its hash */
	unsigned char token[DIGEST_BYTES];
};

/* Reads the files that the settings name; a line's end behind a secret is not
 * part of it. One that cannot be had is a fault in `err`, and as if none was
 * named. */
const struct secrets *secrets_read(const struct settings *settings,
				   struct arena *arena, struct err *err);

/* The same where the set that they are part of was refused, and told why: one
 * that cannot be had must not take away what there is to serve, and without it
 * nobody gets more. */
const struct secrets *secrets_read_guarded(const struct settings *settings,
					   struct arena *arena);

/* Whether an Authorization header is `Bearer` and the operators' token. Never
 * where there is none; takes the same time whatever else it is. */
bool secrets_has_token(const struct secrets *secrets,
		       const char *authorization);

/* Reports the files that everybody on the machine can read. */
void secrets_check(const struct settings *settings, struct err *warnings);

#endif
