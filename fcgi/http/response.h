/* One answer: a status, headers in the order they were added, and a body, which
 * is its own or a form of a rendition. */
#ifndef SIGNPOST_HTTP_RESPONSE_H
#define SIGNPOST_HTTP_RESPONSE_H

#include <stdbool.h>

#include "base/buf.h"
#include "cache/rendition.h"

struct response {
	int status;
	struct buf headers; /* `Name: value` CR LF ... */
	struct buf body;
	struct rendition *shown;	   /* held; NULL: `body` it is */
	const struct rendition_form *form; /* of it */
	/* Sends on a piece of a long answer, headers with the first; false when
	 * that failed. NULL: the answer has to be whole. Set by who sends. */
	bool (*outlet)(const struct buf *piece, void *sender);
	void *sender;  /* borrowed */
	bool is_begun; /* a piece was sent on, and with it the headers */
	size_t sent;   /* bytes of the body that were sent on */
};

/* An empty 200. For response_free(). */
struct response response_new(void);
void response_free(struct response *response);

/* Adds a header. A value with a control character in it is not sent at all
 * (RFC 9110, section 5.5): the response becomes a 500 without a body. */
void response_header(struct response *response, const char *name,
		     const char *value);

/* Answers with `form` of `rendition`, and takes over the caller's hold. */
void response_show(struct response *response, struct rendition *rendition,
		   const struct rendition_form *form);

/* From now on the body is sent on in pieces, where somebody takes them. What
 * stands in it and in the headers is final. */
void response_stream(struct response *response);

/* Whether the body may be sent: nothing was cut off. */
bool response_is_whole(const struct response *response);

/* Appends the answer without its body as a CGI document (RFC 3875, section 6):
 * `Status: ...`, the headers and an empty line. A response that is not whole
 * comes out as an empty 500. */
void response_write_head(const struct response *response, struct buf *out);

/* The body that follows, or what is left of it to send; "" when the response is
 * not whole. Borrowed. */
const char *response_body(const struct response *response, size_t *length);

/* Appends it. */
void response_write_body(const struct response *response, struct buf *out);

/* Both, the body left away with `without_body`. */
void response_write(const struct response *response, bool without_body,
		    struct buf *out);

#endif
