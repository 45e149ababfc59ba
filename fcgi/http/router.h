/* From a request to the function that answers it: the row of its address, the
 * wish, the language, the words, the format. */
#ifndef SIGNPOST_HTTP_ROUTER_H
#define SIGNPOST_HTTP_ROUTER_H

#include "http/exchange.h"

/* Answers the exchange, whatever it asks for. */
void router_answer(struct exchange *exchange);

#endif
