/* How a view comes to its visitor: from the cache, or made and kept there, or,
 * where it is without end, in pieces while it is made. */
#ifndef SIGNPOST_HTTP_RESPOND_H
#define SIGNPOST_HTTP_RESPOND_H

#include "http/exchange.h"

/* Answers the exchange with the view of `args`, whose status it has. What the
 * wish finds is looked for only where nothing is kept. What cannot be made
 * whole is an empty 500. */
void respond(struct exchange *exchange, const struct view_args *args);

/* The same with a page of a list; false, and nothing is answered, where the
 * list ends before it: the exchange's `pages` says where. */
bool respond_page(struct exchange *exchange, const struct view_args *args);

/* Whether nothing is looked for or made for the answer: of what costs much, a
 * HEAD says what is known without it. */
bool respond_makes_nothing(const struct exchange *exchange);

#endif
