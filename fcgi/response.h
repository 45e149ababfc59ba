/* One answer: a status, headers in the order they were added, and a body. */
#ifndef SIGNPOST_RESPONSE_H
#define SIGNPOST_RESPONSE_H

#include <stdbool.h>

#include "buf.h"

struct response {
	int status;
	struct buf headers; /* `Name: value` CR LF ... */
	struct buf body;
};

/* An empty 200. For response_free(). */
struct response response_new(void);
void response_free(struct response *response);

/* Adds a header. A value with a control character in it is not sent at all
 * (RFC 9110, section 5.5): the response becomes a 500 without a body. */
void response_header(struct response *response, const char *name,
		     const char *value);

/* Whether the body may be sent: nothing was cut off. */
bool response_is_whole(const struct response *response);

/* Appends the answer as a CGI document (RFC 3875, section 6): `Status: ...`,
 * the headers, an empty line and, unless `without_body`, the body. A response
 * that is not whole comes out as an empty 500. */
void response_write(const struct response *response, bool without_body,
		    struct buf *out);

#endif
