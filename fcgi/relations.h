/* Where to go from an answer for programs: the Link header (RFC 8288). */
#ifndef SIGNPOST_RELATIONS_H
#define SIGNPOST_RELATIONS_H

#include "visit.h"

/* Adds the header: the other pages of a list, its other formats, and always the
 * description of the interface. */
void relations_add(struct visit *visit, int status);

#endif
