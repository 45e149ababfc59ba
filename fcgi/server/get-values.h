/* Answers to the records that are of no request, by which a web server asks
 * what a responder can do. Pure: no socket. */
#ifndef SIGNPOST_SERVER_GET_VALUES_H
#define SIGNPOST_SERVER_GET_VALUES_H

#include <stddef.h>

#include "base/buf.h"

/* What GET_VALUES is told. */
struct get_values_limits {
	size_t connections, requests; /* at the same time */
};

/* Appends the answer to a whole record of request 0: GET_VALUES_RESULT with
 * those of the three known values that are asked for, each once; to anything
 * else UNKNOWN_TYPE. Always less than 128 bytes, whatever is asked. */
void get_values_answer(const unsigned char *record,
		       const struct get_values_limits *limits, struct buf *out);

#endif
