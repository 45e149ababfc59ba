/* What went wrong, for programs (RFC 9457). Nothing that a visitor sent is in
 * it. */
#ifndef SIGNPOST_DOCUMENT_PROBLEM_H
#define SIGNPOST_DOCUMENT_PROBLEM_H

#include <jansson.h>

#include "site/edition.h"

#define PROBLEM_TYPE "application/problem+json"

/* A problem with its status, at `place`: an address below the base, of which
 * what a visitor chooses, from a `*` on, is left away; NULL: at none. For
 * json_decref(). */
json_t *problem_new(const struct edition *edition, int status,
		    const char *place);

/* Says which parameter is at fault, and by its JSON Schema what it takes. Takes
 * `schema`. */
void problem_blame(json_t *problem, const char *parameter, json_t *schema);

#endif
