/* Hours in the model, as schedules (RFC 5545, HSDS) and schema.org want
 * them. */
#ifndef SIGNPOST_DOCUMENT_SCHEDULE_H
#define SIGNPOST_DOCUMENT_SCHEDULE_H

#include <jansson.h>

#include "directory/hours.h"

/* Adds to `object` what the hours say: `schedule`, a list of `{days, opens,
 * closes}` with days as in MO and times as in 08:00, and `zone` unless they are
 * those of the place that is called. */
void schedule_set(const struct hours *hours, json_t *object);

#endif
