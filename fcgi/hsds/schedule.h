/* When somebody is there, as schedules of HSDS 3.1. */
#ifndef SIGNPOST_HSDS_SCHEDULE_H
#define SIGNPOST_HSDS_SCHEDULE_H

#include <jansson.h>
#include <stddef.h>

#include "record/record.h"
#include "site/edition.h"

/* Sets the `id` of a schedule, which `name` names among the parts of whom the
 * schedules are. Takes `name`. */
typedef void hsds_schedule_id(const void *whose, json_t *name,
			      json_t *schedule);

/* Sets `schedules` to what the hours of the row say and the days of the row
 * `closed`, those left out that have ended, unless there are none. */
void hsds_set_schedules(const struct edition *edition,
			const struct record *record, size_t row, size_t closed,
			hsds_schedule_id *set, const void *whose,
			json_t *object);

#endif
