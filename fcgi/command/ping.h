/* Asks a running responder one thing, as nginx would: a FastCGI client with a
 * deadline of five seconds. */
#ifndef SIGNPOST_COMMAND_PING_H
#define SIGNPOST_COMMAND_PING_H

#include "base/buf.h"
#include "base/err.h"

/* Appends the CGI document that the responder at `address` (`unix:PATH` or
 * `HOST:PORT`) answers to GET `path`, which has no query. 0, or -1 with the
 * reason in `err`. */
int ping(const char *address, const char *path, struct buf *out,
	 struct err *err);

#endif
