/* How a view comes to its visitor: from the cache, or made and kept there, or,
 * where it is without end, in pieces while it is made. */
#ifndef SIGNPOST_HTTP_RESPOND_H
#define SIGNPOST_HTTP_RESPOND_H

#include "http/exchange.h"

/* Answers the visit with the view `id` of `subject`, whose status it has. What
 * cannot be made whole is an empty 500. */
void dispatch_view(struct visit *visit, enum view_id id,
		   const struct view_subject *subject);

#endif
