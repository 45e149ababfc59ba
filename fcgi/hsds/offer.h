/* What a service of HSDS 3.1 costs, and what to bring; whom it serves, in which
 * languages, and whom to ask for. */
#ifndef SIGNPOST_HSDS_OFFER_H
#define SIGNPOST_HSDS_OFFER_H

#include <jansson.h>

#include "hsds/part.h"
#include "site/edition.h"

/* Sets `cost_options` and `required_documents` of a service, and adds to
 * `service_areas` and `languages`, unless there is nothing in them. */
void hsds_set_offer(const struct edition *edition, const struct hsds_item *item,
		    json_t *object);

/* Sets `contacts` to those whom the values name, by role, each an `id` by
 * `set`, unless there are none; a person is told to those inside alone. */
void hsds_set_contacts(const struct edition *edition, const struct value *value,
		       hsds_part_id *set, const void *whose, json_t *object);

/* A language by its code, with its name where that is known, and no id yet. For
 * json_decref(). */
json_t *hsds_language(const struct edition *edition, const char *code);

#endif
