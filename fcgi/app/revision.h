/* What an edition is called: the revision, a hash of everything that can
 * change a byte of an answer, and the data version that people see. */
#ifndef SIGNPOST_APP_REVISION_H
#define SIGNPOST_APP_REVISION_H

#include "site/edition.h"

/* Sets `revision`, `data_version` and `today` (YYYY-MM-DD) of all editions for
 * one kind of visitor, the first of which is `all`; all else of them is there.
 */
void revision_set(struct edition *all, const char *today);

#endif
