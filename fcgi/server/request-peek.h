/* What a request that lies unread asks for, before libfcgi reads it: enough to
 * decide who answers it. */
#ifndef SIGNPOST_SERVER_REQUEST_PEEK_H
#define SIGNPOST_SERVER_REQUEST_PEEK_H

#include <stddef.h>

#include "http/request.h"
#include "server/request-framing.h"

/* Reads the parameters of the whole request (see request-framing.h) that
 * `bytes` begin with. The texts stand in `room`. */
struct request request_peek(const unsigned char *bytes, size_t length,
			    unsigned char room[FRAMING_BYTES]);

#endif
