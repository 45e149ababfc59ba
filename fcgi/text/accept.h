/* What a browser prefers: the lists of Accept, Accept-Encoding and
 * Accept-Language (RFC 9110, section 12.5), all in the one grammar of names and
 * weights (12.4.2). Only media ranges take parameters besides `q`. */
#ifndef SIGNPOST_TEXT_ACCEPT_H
#define SIGNPOST_TEXT_ACCEPT_H

#include <stdbool.h>
#include <stddef.h>

/* One choice of a list. */
struct accept_choice {
	const char *name; /* not NUL-terminated; borrowed from the list */
	size_t length;
	int weight; /* in thousandths; 0: not wanted */
};

/* Takes the next choice off `*list`, which moves along; one that is not well
 * formed, as `gzip;q`, `gzip;x=1` or `gzip;q=2`, says nothing and is passed
 * over. False behind the last one, when `*list` is NULL. */
bool accept_next(const char **list, struct accept_choice *choice);

/* Whether the language range `choice` takes the language `tag`: it is `*`, the
 * tag, or one of the two is the other with more behind a hyphen, as `es-MX` is
 * of `es`. */
bool accept_has_language(const struct accept_choice *choice, const char *tag);

/* How much the list wants the media type (parameters of either do not count):
 * in thousandths what its nearest range says. An empty list takes all. */
int accept_media_weight(const char *list, const char *media_type);

/* Whether gzip is what the list likes no less than plain bytes. An empty list
 * takes only these. */
bool accept_has_gzip(const char *list);

#endif
