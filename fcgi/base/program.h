/* Which program runs. */
#ifndef SIGNPOST_BASE_PROGRAM_H
#define SIGNPOST_BASE_PROGRAM_H

#include "base/digest.h"

/* Adds what tells the program from every other: what the linker noted of all
 * its bytes, or these where there is no note. */
void program_add_to_digest(struct digest *digest);

#endif
