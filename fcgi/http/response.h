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
	/* Who sends can have a long answer made while it is sent. */
	bool takes_pieces;
	/* What adds the piece that comes next, number `next`, to the body and
	 * gives the number behind it, 0 for none. NULL: all is there. */
	size_t (*make_piece)(const void *maker, size_t next, struct buf *body);
	const void *maker;
	size_t next;
	size_t gone; /* bytes of the body that stood in earlier pieces */
	/* Called, once, when all is made or nothing more will be. */
	void (*end)(void *life);
	void *life;
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

/* The body is made by `make_piece` and `maker`, which lives until `end`: all of
 * it, or its first piece where the sender takes pieces. The headers are final.
 */
void response_stream(struct response *response,
		     size_t (*make_piece)(const void *maker, size_t next,
					  struct buf *body),
		     const void *maker);

/* Whether there is more than stands in the body. */
bool response_has_more(const struct response *response);

/* Has the next piece made, in place of the one in the body. */
void response_make_more(struct response *response);

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
