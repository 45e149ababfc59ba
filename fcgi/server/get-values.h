/* Answers to the records that are of no request, by which a web server asks
 * what a responder can do. Pure: no socket. */
#ifndef SIGNPOST_SERVER_GET_VALUES_H
#define SIGNPOST_SERVER_GET_VALUES_H

#include <stddef.h>

#include "base/buf.h"

/* Appends the answer to a whole record of request 0: GET_VALUES_RESULT with
 * those of the three known values that are asked for, each once, where as many
 * `connections` and `requests` are taken at the same time; to anything else
 * UNKNOWN_TYPE. Always less than 128 bytes, whatever is asked. */
void get_values_answer(const unsigned char *record, size_t connections,
		       size_t requests, struct buf *out);

#endif
