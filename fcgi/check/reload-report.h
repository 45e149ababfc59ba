/* What reloads brought, for those who keep the directory. Thread-safe. */
#ifndef SIGNPOST_CHECK_RELOAD_REPORT_H
#define SIGNPOST_CHECK_RELOAD_REPORT_H

#include "base/arena.h"
#include "base/err.h"

struct news;

/* One moment of it. */
struct news_sheet {
	const char *fault;   /* the first of `faults`, or NULL */
	const char *faults;  /* of the set that was refused last, a line each;
				NULL when none was since the last one taken */
	const char *day;     /* on which something last changed, or NULL */
	const char *changes; /* what did, a line each, or NULL */
};

/* For news_free(), which accepts NULL. */
struct news *news_new(void);
void news_free(struct news *news);

/* A set was refused for the faults in `err`. */
void news_refused(struct news *news, const struct err *err);

/* A set was taken on `day` (YYYY-MM-DD). `changes` are lines; where there are
 * none, those before are kept, since a new generation is made every midnight.
 */
void news_taken(struct news *news, const char *day, const char *changes);

/* How it stands now; lives as long as `arena`. */
const struct news_sheet *news_read(struct news *news, struct arena *arena);

#endif
