/* Addresses: the pairs of a query string, percent-encoding, and which links
 * may stand in a page. */
#ifndef SIGNPOST_TEXT_URL_H
#define SIGNPOST_TEXT_URL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"

/* One `name=value` of a query string, decoded (the form-urlencoded serializing
 * of the URL standard, section 5.1: `+` is a blank, a `%` that begins no
 * escape stands for itself). */
struct url_pair {
	const char *name, *value;
	bool is_plain;	 /* both are plain text in the sense of utf8_fault() */
	const char *raw; /* the pair as it was sent; not NUL-terminated */
	size_t raw_length;
};

/* Takes the next pair that is not empty from `*rest` and moves `*rest` behind
 * it. False at the end. The texts live as long as `arena`, `raw` as long as
 * the query string. */
bool url_next_pair(const char **rest, struct arena *arena,
		   struct url_pair *pair);

/* Appends `text` so that it can stand as a name or value in a query string:
 * all but unreserved characters (RFC 3986, section 2.3) are escaped. */
void url_encode(struct buf *out, const char *text);

/* Whether `text` begins as the address of a web server does: with http:// or
 * https://, in letters of any case. */
bool url_is_web(const char *text);

/* Why `link` may not stand in a page, as words, or NULL when it may: its
 * scheme is http, https, mailto, tel or sms, and it is all ASCII without
 * blanks, quotes, angle brackets and backslashes. */
const char *url_link_fault(const char *link);

#endif
