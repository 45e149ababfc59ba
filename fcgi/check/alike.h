/* What `check` finds many times over in a folder that the importer writes,
 * once: nobody mends hundreds of lines that a source has. */
#ifndef SIGNPOST_CHECK_ALIKE_H
#define SIGNPOST_CHECK_ALIKE_H

#include <stdio.h>

#include "base/err.h"

/* Takes those out of `found` of which several in one such folder say the same
 * of sections of one kind, and prints for each what is said, how often, and
 * where first. */
void alike_print(struct err *found, const char *what, FILE *out);

#endif
