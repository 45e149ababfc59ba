/* What only a whole set of templates can tell. For the template-* modules only.
 */
#ifndef SIGNPOST_TEMPLATE_CHECK_H
#define SIGNPOST_TEMPLATE_CHECK_H

#include "base/err.h"
#include "template/node.h"

/* That every partial exists, may stand where it is named, and is plain text
 * where only that may stand. Returns 0, or -1 with every fault in `err`. */
int template_check_set(const struct template_set *set, struct err *err);

#endif
