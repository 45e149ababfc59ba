/* In which of its formats an address is answered: the one that `format` names,
 * else the one that Accept prefers (RFC 9110, section 12.5.1). */
#ifndef SIGNPOST_HTTP_NEGOTIATION_H
#define SIGNPOST_HTTP_NEGOTIATION_H

#include "http/exchange.h"

/* Sets the exchange's view to one of its address's. 0, or the status that
 * refuses what was asked for: 400, 406. */
int negotiation_choose(struct exchange *exchange);

#endif
