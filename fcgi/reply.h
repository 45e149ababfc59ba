/* One CGI document as the records of a FastCGI answer: framed and written in
 * one piece, with a deadline, which libfcgi's own writer has not. */
#ifndef SIGNPOST_REPLY_H
#define SIGNPOST_REPLY_H

#include <stddef.h>

/* Writes `length` bytes as the whole answer to request `id`: its standard
 * output and its end. 0 when all of it was taken before `deadline` (as
 * clock_ms() counts; 0 writes only what is taken at once), else -1, and the
 * connection cannot be used any more. */
int reply_send(int fd, int id, const char *bytes, size_t length,
	       long long deadline);

/* The same for a piece of an answer that reply_send() ends. */
int reply_send_piece(int fd, int id, const char *bytes, size_t length,
		     long long deadline);

#endif
