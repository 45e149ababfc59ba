/* How a view comes to its visitor: from the cache, or made and kept there, or,
 * where it is without end, in pieces while it is made. */
#ifndef SIGNPOST_HTTP_RESPOND_H
#define SIGNPOST_HTTP_RESPOND_H

#include "http/exchange.h"

/* Answers the exchange with the view `id` of `args`, whose status it has. What
 * cannot be made whole is an empty 500. */
void respond(struct exchange *exchange, enum view_id id,
	     const struct view_args *args);

#endif
