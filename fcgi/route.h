/* From an address to the function that answers it. */
#ifndef SIGNPOST_ROUTE_H
#define SIGNPOST_ROUTE_H

#include "answers.h"

/* Answers the visit, whatever it asks for. */
void route(struct visit *visit);

#endif
