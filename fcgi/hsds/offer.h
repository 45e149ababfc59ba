/* What a service of HSDS 3.1 costs, and what to bring. */
#ifndef SIGNPOST_HSDS_OFFER_H
#define SIGNPOST_HSDS_OFFER_H

#include <jansson.h>

#include "hsds/hsds.h"
#include "site/edition.h"

/* Sets `cost_options` and `required_documents` of a service, unless there is
 * nothing in them. */
void hsds_set_offer(const struct edition *edition, const struct hsds_item *item,
		    json_t *object);

#endif
