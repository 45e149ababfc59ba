/* The records of the FastCGI protocol (specification 1.0), for the modules that
 * look at them themselves. Pure: no socket. */
#ifndef SIGNPOST_SERVER_FASTCGI_RECORD_H
#define SIGNPOST_SERVER_FASTCGI_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

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
	FASTCGI_GET_VALUES = 9,
	FASTCGI_GET_VALUES_RESULT = 10,
	FASTCGI_UNKNOWN_TYPE = 11,
};

/* The content of FASTCGI_BEGIN: role (2), flags, reserved (5). */
#define FASTCGI_BEGIN_BYTES ((size_t)8)
#define FASTCGI_RESPONDER   1

/* The content of FASTCGI_END: application's status (4), one of these,
 * reserved (3). */
#define FASTCGI_END_BYTES   ((size_t)8)

enum fastcgi_status {
	FASTCGI_COMPLETE = 0,
	FASTCGI_CANT_MULTIPLEX = 1,
	FASTCGI_UNKNOWN_ROLE = 3,
};

/* What a record's header says. Request 0 is nobody's: management. */
struct fastcgi_record {
	int version, type, id;
	size_t length, padding;
	const unsigned char *content; /* borrowed; need not be there yet */
};

/* A number of two bytes, the high one first. */
size_t fastcgi_record_number(const unsigned char *bytes);

/* Reads the header at `bytes`, of which all is there. */
struct fastcgi_record fastcgi_record_read(const unsigned char *bytes);

/* Whether a record that begins a request, and is there, says that the
 * connection goes on after it (FCGI_KEEP_CONN). */
bool fastcgi_record_keeps(const struct fastcgi_record *record);

/* All bytes of a record. */
size_t fastcgi_record_size(const struct fastcgi_record *record);

/* Writes a header; records of ours have no padding. */
void fastcgi_record_write(unsigned char header[FASTCGI_HEADER_BYTES],
			  enum fastcgi_type type, int id, size_t length);

/* Appends a whole record. */
void fastcgi_record_put(struct buf *out, enum fastcgi_type type, int id,
			const void *content, size_t length);

/* A parameter: a name and a value, neither of which ends in a NUL. */
struct fastcgi_pair {
	const unsigned char *name, *value; /* borrowed */
	size_t name_length, value_length;
};

/* Takes the first parameter off the front of `*left` bytes. False when there
 * is none that ends within them. */
bool fastcgi_record_take_pair(const unsigned char **bytes, size_t *left,
			      struct fastcgi_pair *pair);

/* Appends a parameter. */
void fastcgi_record_put_pair(struct buf *out, const char *name,
			     const char *value);

#endif
