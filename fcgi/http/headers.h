/* The headers that go with every answer. */
#ifndef SIGNPOST_HTTP_HEADERS_H
#define SIGNPOST_HTTP_HEADERS_H

#include "http/exchange.h"

/* Those of a view: its type, how long it may be kept and by whom, what a
 * browser may do with it. */
void headers_of_view(struct exchange *exchange, const struct view *view,
		     int status);

/* Those of an answer that is never kept. */
void headers_of_bare(struct exchange *exchange);

#endif
