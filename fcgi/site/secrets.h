/* What the settings keep in files of their own, because who may read settings
 * need not know it. */
#ifndef SIGNPOST_SITE_SECRETS_H
#define SIGNPOST_SITE_SECRETS_H

#include "base/arena.h"
#include "base/err.h"
#include "site/seal.h"
#include "site/settings.h"

/* Lives as long as the arena it was read into. */
struct secrets {
	const char *password;	 /* for Redis; "" for none */
	const struct seal *seal; /* of redis.secret-file; NULL: none was set */
};

/* Reads the files that the settings name; a line's end behind a secret is not
 * part of it. NULL with every fault in `err` when one cannot be had. */
const struct secrets *secrets_read(const struct settings *settings,
				   struct arena *arena, struct err *err);

/* Reports the files that everybody on the machine can read. */
void secrets_check(const struct settings *settings, struct err *warnings);

#endif
