/* One CGI document as the records of a FastCGI answer: framed and written in
 * one piece, with a deadline, which libfcgi's own writer has not. */
#ifndef SIGNPOST_SERVER_FASTCGI_REPLY_H
#define SIGNPOST_SERVER_FASTCGI_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "server/fastcgi-record.h"

/* Where an answer goes, and when it has to be there: as clock_ms() counts; 0
 * writes only what is taken at once. */
struct fastcgi_client {
	int fd, id; /* of the request */
	long long deadline;
};

struct fastcgi_reply_piece {
	const char *bytes;
	size_t length;
};

/* Writes the pieces, one behind the other, as the standard output of a request,
 * and if they are its last ones, its end. 0 when all of that was taken in time,
 * else -1, and the connection cannot be used any more. */
int fastcgi_reply_send(const struct fastcgi_client *client,
		       const struct fastcgi_reply_piece *pieces, size_t count,
		       bool is_last);

/* Ends request `id` unanswered, for the reason `status`, when that is taken at
 * once. */
void fastcgi_reply_refuse(int fd, int id, enum fastcgi_status status);

#endif
