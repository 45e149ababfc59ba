/* Which form of a rendition goes to a visitor, and whether any has to. */
#ifndef SIGNPOST_HTTP_CONDITIONAL_H
#define SIGNPOST_HTTP_CONDITIONAL_H

#include "http/request.h"
#include "http/response.h"

/* Whether the visitor has the bytes under this tag already. */
bool conditional_has(const struct request *request, const char *etag);

/* The form of `rendition` that the visitor can read, packed only when
 * `may_pack`. Borrowed from it. */
const struct rendition_form *conditional_form(const struct request *request,
					      struct rendition *rendition,
					      bool may_pack);

/* Answers with that form under its tag; with 304 when the visitor has the bytes
 * already, in either form (RFC 9110, section 13.1.2). A status other than 200
 * has no tag and no condition. Takes over the caller's hold. */
void conditional_send(const struct request *request,
		      struct rendition *rendition, bool may_pack,
		      struct response *response);

#endif
