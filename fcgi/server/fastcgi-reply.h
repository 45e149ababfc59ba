/* One CGI document, or a part of one, as the records of a FastCGI answer:
 * framed and written as far as the client takes it, without waiting, which
 * libfcgi's own writer cannot. */
#ifndef SIGNPOST_SERVER_FASTCGI_REPLY_H
#define SIGNPOST_SERVER_FASTCGI_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "server/fastcgi-record.h"

#define FASTCGI_REPLY_PIECES 2

struct fastcgi_reply_piece {
	const char *bytes; /* borrowed */
	size_t length;
};

/* What is still to be written of an answer. */
struct fastcgi_reply {
	int id; /* of the request */
	struct fastcgi_reply_piece pieces[FASTCGI_REPLY_PIECES];
	bool is_last;  /* the answer ends with them */
	size_t framed; /* bytes of the pieces of which the records are written
			*/
	size_t begun;  /* bytes that are written of those that come next */
};

enum fastcgi_reply_state {
	FASTCGI_REPLY_WRITTEN, /* all of it */
	FASTCGI_REPLY_WAITS,   /* until the client takes more */
	FASTCGI_REPLY_BROKEN,  /* the connection cannot be used any more */
};

/* Writes what is taken at once: the pieces, one behind the other, as the
 * standard output of a request, and if they are its last ones, its end. */
enum fastcgi_reply_state fastcgi_reply_push(int fd,
					    struct fastcgi_reply *reply);

/* Ends request `id` unanswered, for the reason `status`, when that is taken at
 * once. */
void fastcgi_reply_refuse(int fd, int id, enum fastcgi_status status);

#endif
