/* Faults for people: what err_print() prints, and below each fault its line
 * with a mark where it begins. */
#ifndef SIGNPOST_CHECK_SOURCE_EXCERPT_H
#define SIGNPOST_CHECK_SOURCE_EXCERPT_H

#include <stdio.h>

#include "base/err.h"

/* Prints every fault, sorted, `what` before its text as in "warning: ". Below a
 * fault of a line that can still be read stand that line, shortened around the
 * place, and a mark under it, both indented. Bytes that are no plain text show
 * as `?`. */
void source_excerpt_print(struct err *err, const char *what, FILE *out);

#endif
