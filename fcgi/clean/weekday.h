/* Days of the week as people write them: `Tues.`, `weekdays`, `MWF`. Never
 * takes a day that may be another one. */
#ifndef SIGNPOST_CLEAN_WEEKDAY_H
#define SIGNPOST_CLEAN_WEEKDAY_H

#include <stdbool.h>

#include "record/hours.h"

struct weekday {
	bool days[HOURS_DAYS]; /* Monday first */
	int first, last;       /* the ends, for spans as Mon-Fri */
	bool is_row; /* of letters, as MWF, which begins and ends no span */
};

/* Reads what stands at `*at`, within `cell`, and moves `*at` behind it. What a
 * bare T means, the other days of the cell say. False, and nothing moves, where
 * there is no day, or not for sure. */
bool weekday_read(const char *cell, const char **at, struct weekday *read);

#endif
