/* Whether a whole, well-formed request is there. Looks at the bytes that lie
 * unread in a socket, so that libfcgi, which waits for what is missing and
 * trusts what is there, meets nothing but requests it can take. Pure: no
 * socket, no clock. */
#ifndef SIGNPOST_GATE_H
#define SIGNPOST_GATE_H

#include <stddef.h>

/* No request is larger, records and all. */
#define GATE_BYTES	((size_t)64 * 1024)
#define GATE_PARAMETERS 64

enum gate_verdict {
	GATE_PART,   /* well-formed so far; more has to come */
	GATE_WHOLE,  /* exactly one request */
	GATE_FAULTY, /* can never become one request that we serve */
};

/* Judges the first `length` bytes (at least 1) that a connection sent since
 * its last request. A whole request is: BEGIN of a responder, parameters up to
 * their empty record, input up to its empty record, all of one id, nothing
 * after it, at most GATE_BYTES and GATE_PARAMETERS. Parameters have names
 * without `=`, and no NUL anywhere. BEGIN and empty records have no padding:
 * libfcgi would take it for the next record. */
enum gate_verdict gate_judge(const unsigned char *bytes, size_t length);

/* The id of the request that begins at `bytes`, of which at least a record's
 * header is there. */
int gate_id(const unsigned char *bytes);

#endif
