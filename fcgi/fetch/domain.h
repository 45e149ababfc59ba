/* Whose a name of the internet is. Owns libpsl, the list of those under which
 * anybody can have a name of their own, for commands alone. */
#ifndef SIGNPOST_FETCH_DOMAIN_H
#define SIGNPOST_FETCH_DOMAIN_H

#include <stdbool.h>

/* Whether two hosts are of one registered name, as www.example.org and
 * help.example.org; or else the same, as two numbers are. */
bool domain_is_same(const char *a, const char *b);

#endif
