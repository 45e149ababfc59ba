/* The numbers of the FastCGI protocol (specification 1.0), for the modules
 * that look at its records themselves. */
#ifndef SIGNPOST_FASTCGI_H
#define SIGNPOST_FASTCGI_H

/* A record: version, type, request id (2), length (2), padding, reserved. */
#define FASTCGI_VERSION	      1
#define FASTCGI_HEADER_BYTES  ((size_t)8)
#define FASTCGI_CONTENT_BYTES ((size_t)65535)

enum fastcgi_type {
	FASTCGI_BEGIN = 1,
	FASTCGI_ABORT = 2,
	FASTCGI_END = 3,
	FASTCGI_PARAMS = 4,
	FASTCGI_STDIN = 5,
	FASTCGI_STDOUT = 6,
	FASTCGI_STDERR = 7,
};

/* The content of FASTCGI_BEGIN: role (2), flags, reserved (5). */
#define FASTCGI_RESPONDER 1

#endif
