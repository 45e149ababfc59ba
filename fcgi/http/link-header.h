/* Where to go from an answer for programs: the Link header (RFC 8288). */
#ifndef SIGNPOST_HTTP_LINK_HEADER_H
#define SIGNPOST_HTTP_LINK_HEADER_H

#include "http/exchange.h"

/* Adds the header: the other pages of a list, its other formats, and always the
 * description of the interface. */
void link_header_add(struct exchange *exchange, int status);

#endif
