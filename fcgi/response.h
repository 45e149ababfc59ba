/* One answer: a status, headers in the order they were added, and a body. */
#ifndef SIGNPOST_RESPONSE_H
#define SIGNPOST_RESPONSE_H

#include <stdbool.h>

#include "buf.h"

struct response {
	int status;
	struct buf headers; /* `Name: value` CR LF ... */
	struct buf body;
	/* Sends on a piece of a long answer, headers with the first; false when
	 * that failed. NULL: the answer has to be whole. Set by who sends. */
	bool (*outlet)(const struct buf *piece, void *sender);
	void *sender;  /* borrowed */
	bool is_begun; /* a piece was sent on, and with it the headers */
};

/* An empty 200. For response_free(). */
struct response response_new(void);
void response_free(struct response *response);

/* Adds a header. A value with a control character in it is not sent at all
 * (RFC 9110, section 5.5): the response becomes a 500 without a body. */
void response_header(struct response *response, const char *name,
		     const char *value);

/* From now on the body is sent on in pieces, where somebody takes them. What
 * stands in it and in the headers is final. */
void response_stream(struct response *response);

/* Whether the body may be sent: nothing was cut off. */
bool response_is_whole(const struct response *response);

/* Appends the answer as a CGI document (RFC 3875, section 6): `Status: ...`,
 * the headers, an empty line and, unless `without_body`, the body. A response
 * that is not whole comes out as an empty 500. */
void response_write(const struct response *response, bool without_body,
		    struct buf *out);

#endif
