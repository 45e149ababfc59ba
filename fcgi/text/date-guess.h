/* What a date that is written in another form was meant to be. Knows the
 * calendar and the English names of its months, and no clock. */
#ifndef SIGNPOST_TEXT_DATE_GUESS_H
#define SIGNPOST_TEXT_DATE_GUESS_H

#include <stddef.h>

#include "text/date.h"

#define DATE_GUESSES ((size_t)2)

struct date_guess {
	char date[DATE_DAY]; /* YYYY-MM-DD, or YYYY-MM where no day stands */
	const char *read_as; /* "month/day/year" */
};

/* The days that `text` can mean, as 11/20/2026, 20.11.2026, Nov 20, 2026 or
 * 2026-3-1. How many: 0 where none is likely, 2 where day and month could be
 * the other way round. */
size_t date_guess(const char *text, struct date_guess guesses[DATE_GUESSES]);

#endif
