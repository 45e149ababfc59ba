/* How the responder is, as JSON for operators. */
#ifndef SIGNPOST_HTTP_HEALTH_H
#define SIGNPOST_HTTP_HEALTH_H

#include "http/exchange.h"

/* It lives: 200, with what it serves. */
void health_answer(struct exchange *exchange);

/* It is to be given requests: 200, or 503 once it has begun to stop. A reload
 * that was refused is told of and changes nothing, because the generation
 * before it serves on. */
void health_answer_ready(struct exchange *exchange);

#endif
