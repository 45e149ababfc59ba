/* From an address to the function that answers it. */
#ifndef SIGNPOST_HTTP_ROUTER_H
#define SIGNPOST_HTTP_ROUTER_H

#include "http/handlers.h"

/* Answers the exchange, whatever it asks for. */
void router_answer(struct exchange *exchange);

#endif
