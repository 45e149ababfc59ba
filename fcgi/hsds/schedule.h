/* When somebody is there, as schedules of HSDS 3.1. */
#ifndef SIGNPOST_HSDS_SCHEDULE_H
#define SIGNPOST_HSDS_SCHEDULE_H

#include <jansson.h>
#include <stddef.h>

#include "hsds/part.h"
#include "record/record.h"
#include "site/edition.h"

/* Sets `schedules` to what the hours of the row say and the days of the row
 * `closed`, those left out that have ended, unless there are none. */
void hsds_set_schedules(const struct edition *edition,
			const struct record *record, size_t row, size_t closed,
			hsds_part_id *set, const void *whose, json_t *object);

#endif
