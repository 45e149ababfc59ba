/* From an address to the function that answers it. */
#ifndef SIGNPOST_HTTP_ROUTER_H
#define SIGNPOST_HTTP_ROUTER_H

#include "http/handlers.h"

/* Answers the visit, whatever it asks for. */
void route(struct visit *visit);

#endif
