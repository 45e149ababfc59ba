/* What a visitor asks, as nginx passes it: the parameters of
 * nginx/signpost_params and nothing else. Plain text, borrowed from whoever
 * filled it in; nothing in it is believed. */
#ifndef SIGNPOST_HTTP_REQUEST_H
#define SIGNPOST_HTTP_REQUEST_H

#include <stdbool.h>

#include "base/arena.h"

struct request {
	const char *method;	   /* REQUEST_METHOD */
	const char *path;	   /* DOCUMENT_URI: decoded, without query */
	const char *query;	   /* QUERY_STRING: as it was sent */
	const char *accept;	   /* HTTP_ACCEPT */
	const char *language;	   /* HTTP_ACCEPT_LANGUAGE */
	const char *encoding;	   /* HTTP_ACCEPT_ENCODING */
	const char *if_none_match; /* HTTP_IF_NONE_MATCH */
	const char *origin;	   /* HTTP_ORIGIN */
	const char *authorization; /* HTTP_AUTHORIZATION, of operators alone */
	const char *scope;	   /* SIGNPOST_SCOPE */
	const char *opened;	   /* SIGNPOST_OPENED */
	const char *operator;	   /* SIGNPOST_OPERATOR */
};

/* A request of which nothing is known yet: every member is "". */
struct request request_new(void);

/* Takes the FastCGI parameter `name`; other names than those above are
 * ignored. Borrows `value`. */
void request_take(struct request *request, const char *name, const char *value);

/* A copy that lives as long as `arena`, texts and all. */
struct request request_copy(const struct request *request, struct arena *arena);

/* Whether nginx marked the request as coming from inside: the scope is
 * exactly `internal`. Anything else is public. */
bool request_is_internal(const struct request *request);

/* Makes it one from outside, whatever it said. */
void request_make_public(struct request *request);

/* Whether a browser opened what is meant for a page of others as a page of its
 * own: exactly `1`. No page of others then stands around it. */
bool request_is_opened(const struct request *request);

/* Whether nginx has let in whoever asks for an operators' address: `network`,
 * or nothing at all, as nginx's files of 0.2.0 say it. After anything else it
 * has left that to us. */
bool request_is_let_in(const struct request *request);

/* Whether the answer goes without its body. */
bool request_is_head(const struct request *request);

#endif
