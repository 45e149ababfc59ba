/* What a browser prefers: the lists of RFC 9110, section 12.5. */
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

/* Takes the next choice off `*list`, which moves along; what is not well formed
 * is passed over. False at the end. */
bool accept_next(const char **list, struct accept_choice *choice);

/* Whether the language range `choice` takes the language `tag`: it is `*`, the
 * tag, or one of the two is the other with more behind a hyphen, as `es-MX` is
 * of `es`. */
bool accept_has_language(const struct accept_choice *choice, const char *tag);

/* How much the list wants the media type (parameters of either do not count):
 * in thousandths what its nearest range says. An empty list takes all. */
int accept_media_weight(const char *list, const char *media_type);

#endif
