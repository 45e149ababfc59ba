/* One request from socket to answer: libfcgi reads its parameters and its
 * input, the application answers; outgoing.h writes. Owns libfcgi. */
#ifndef SIGNPOST_SERVER_FASTCGI_REQUEST_H
#define SIGNPOST_SERVER_FASTCGI_REQUEST_H

#include <stdbool.h>

#include "app/app.h"
#include "base/err.h"
#include "server/outgoing.h"

/* Prepares libfcgi, once and before there are threads. It takes over SIGPIPE,
 * SIGUSR1 and SIGTERM: set their dispositions afterward. */
int fastcgi_request_prepare(struct err *err);

/* Reads the whole, well-formed request (see request-framing.h) that lies
 * unread in `fd`, which is blocking, closes `fd`, and has it answered: the
 * answer is to be sent over the same connection, and is for outgoing_free().
 * `is_public`: it is none from inside, whatever it says. NULL where the
 * connection cannot be used any more. `redis` may be NULL; `deadline` is for
 * the reading, as clock_ms() counts. */
struct outgoing *fastcgi_request_answer(struct app *app, struct redis *redis,
					int fd, bool is_public,
					long long deadline);

#endif
