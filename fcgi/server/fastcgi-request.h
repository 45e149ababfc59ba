/* One request from socket to answer: libfcgi reads its parameters and its
 * input, the application answers, fastcgi-reply.h writes. Owns libfcgi. */
#ifndef SIGNPOST_SERVER_FASTCGI_REQUEST_H
#define SIGNPOST_SERVER_FASTCGI_REQUEST_H

#include <stdbool.h>

#include "app/app.h"
#include "base/err.h"

/* Prepares libfcgi, once and before there are threads. It takes over SIGPIPE,
 * SIGUSR1 and SIGTERM: set their dispositions afterward. */
int fastcgi_request_prepare(struct err *err);

/* Answers the whole, well-formed request (see request-framing.h) that lies
 * unread in `fd`, which is blocking, and closes `fd`. True when the connection
 * can take another request and the client wishes so. `redis` may be NULL;
 * `deadline` is for the whole answer, as clock_ms() counts. */
bool fastcgi_request_answer(struct app *app, struct redis *redis, int fd,
			    long long deadline);

#endif
