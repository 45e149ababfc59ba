/* A directory at an address: its pages, one behind the other, of one server,
 * and what those have in brief once more in full. HSDS 3.x and Open Referral
 * UK. Takes all of it or says why not. */
#ifndef SIGNPOST_IMPORT_FEED_H
#define SIGNPOST_IMPORT_FEED_H

#include <jansson.h>
#include <stdbool.h>

#include "base/err.h"

#define FEED_REQUESTS 10000
#define FEED_BYTES    ((size_t)1024 * 1024 * 1024)

struct feed_way {
	bool asks_private; /* networks of somebody's own too */
	/* Is given each element, borrowed, and how many there will be, or
	 * ENVELOPE_UNTOLD. */
	void (*take)(void *data, json_t *element, long long total);
	void *data;
};

/* Reads what is at `url`, the address of a list of services or organizations,
 * or of an API of HSDS as a whole. 0, or -1 with the reason in `err`: then
 * elements may have been given, and are not to be used. */
int feed_read(const char *url, const struct feed_way *way, struct err *err);

#endif
