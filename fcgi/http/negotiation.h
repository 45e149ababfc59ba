/* In which of its formats an address is answered: the one that `format` names,
 * else the one that Accept prefers (RFC 9110, section 12.5.1). */
#ifndef SIGNPOST_HTTP_NEGOTIATION_H
#define SIGNPOST_HTTP_NEGOTIATION_H

#include "http/exchange.h"

/* One format, and the address below the base at which nothing else is
 * answered; NULL: the same address, with `format`. */
struct negotiation_format {
	enum view_id view;
	const char *path;
};

/* Sets the exchange's view to one of the formats of its own. 0, or the status
 * that refuses what was asked for: 400, 406. */
int negotiation_choose(struct exchange *exchange);

/* The formats that show the same as `view`, itself among them, the preferred
 * one first; how many there are, 0 where it comes in no other. Borrowed. */
size_t negotiation_formats(enum view_id view,
			   const struct negotiation_format **formats);

#endif
