/* How long others may keep an answer, as a setting says it: `60 s, 1 min,
 * 1 day`. */
#ifndef SIGNPOST_SITE_CACHE_LIFE_H
#define SIGNPOST_SITE_CACHE_LIFE_H

#include <stdbool.h>

/* In seconds. */
struct cache_life {
	long long fresh;
	long long stale;	  /* then, while it is made anew */
	long long stale_if_error; /* then, while it cannot be made */
};

/* False when the text is not three durations of whole seconds, up to 30
 * days. */
bool cache_life_read(struct cache_life *life, const char *text);

#endif
