/* Addresses of the web, resolved, compared, and with something more in them. */
#ifndef SIGNPOST_FETCH_WEB_ADDRESS_H
#define SIGNPOST_FETCH_WEB_ADDRESS_H

#include <stdbool.h>

#include "base/arena.h"

/* What `reference` names on a page at `base`, both of the web. NULL where that
 * is no address of http or https. Lives as long as `arena`. */
const char *web_address_resolved(const char *base, const char *reference,
				 struct arena *arena);

/* Whether two addresses have one scheme, host and port. */
bool web_address_is_same_origin(const char *one, const char *two);

/* `url` with this value of its query in the place of any other; NULL takes it
 * away. Lives as long as `arena`. */
const char *web_address_with(const char *url, const char *name,
			     const char *value, struct arena *arena);

/* `url` with one name more at the end of its path. Lives as long as `arena`. */
const char *web_address_below(const char *url, const char *name,
			      struct arena *arena);

#endif
