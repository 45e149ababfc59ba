/* What is answered where there is no room for a request: nothing is made for
 * it, and nobody is asked. */
#ifndef SIGNPOST_HTTP_BUSY_H
#define SIGNPOST_HTTP_BUSY_H

#include <stdbool.h>

#include "base/buf.h"
#include "http/request.h"
#include "site/edition.h"

/* Appends it as a CGI document, 503. For people the body is empty, so that a
 * fragment leaves nothing on its page; programs, which ask for what `is_heavy`,
 * are told in their own way (RFC 9457), those in a page of others too. */
void busy_write(const struct edition *edition, const struct request *request,
		bool is_heavy, struct buf *out);

#endif
