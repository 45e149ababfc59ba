/* The hours of a phone or an office: a week as an editor writes it. Knows no
 * clock, so nothing here says whether anybody is there now. */
#ifndef SIGNPOST_RECORD_HOURS_H
#define SIGNPOST_RECORD_HOURS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define HOURS_RANGES		   ((size_t)14)
#define HOURS_DAYS		   7
#define HOURS_MINUTE(HOUR, MINUTE) ((HOUR)*60 + (MINUTE))

#define HOURS_LAST		   (-1)

struct hours_range {
	bool days[HOURS_DAYS]; /* on which it opens, Monday first */
	/* Which of these days of a month, 1 to 5 or HOURS_LAST; 0: all. */
	int nth;
	/* Minutes since midnight, at most 24:00; where `closes` is not after
	 * `opens`, that of the next day. */
	int opens, closes;
};

/* A week. */
struct hours {
	struct hours_range ranges[HOURS_RANGES];
	size_t count;
	const char *zone; /* an IANA name, borrowed from the text read; NULL:
			     the time of the place that is called */
	bool is_by_appointment; /* besides, or where there are no ranges alone
				 */
};

/* Reads `24/7`, or ranges of days and times parted by `; `, behind them a time
 * zone or `local time`: `Mon-Thu, Sat 08:00-20:00; Sun 22:00-02:00
 * America/New_York`. `1st Mon` to `5th Mon` and `last Mon` are days of a month.
 * `by appointment` stands alone or, with a comma, before all that. NULL, or why
 * it cannot be read, as words; `hours` is then not whole. */
const char *hours_read(const char *text, struct hours *hours);

/* What a text that can be read says. Lives as long as `arena` and the text. */
const struct hours *hours_new(const char *text, struct arena *arena);

#endif
