/* One CGI document as the records of a FastCGI answer: framed and written in
 * one piece, with a deadline, which libfcgi's own writer has not. */
#ifndef SIGNPOST_SERVER_FASTCGI_REPLY_H
#define SIGNPOST_SERVER_FASTCGI_REPLY_H

#include <stddef.h>

#include "server/fastcgi-record.h"

struct fastcgi_reply_piece {
	const char *bytes;
	size_t length;
};

/* Writes the pieces, one behind the other, as the whole answer to request `id`:
 * its standard output and its end. 0 when all of it was taken before `deadline`
 * (as clock_ms() counts; 0 writes only what is taken at once), else -1, and the
 * connection cannot be used any more. */
int fastcgi_reply_send(int fd, int id, const struct fastcgi_reply_piece *pieces,
		       size_t count, long long deadline);

/* The same for a piece of an answer that fastcgi_reply_send() ends. */
int fastcgi_reply_send_piece(int fd, int id,
			     const struct fastcgi_reply_piece *piece,
			     long long deadline);

/* Ends request `id` unanswered, for the reason `status`, when that is taken at
 * once. */
void fastcgi_reply_refuse(int fd, int id, enum fastcgi_status status);

#endif
