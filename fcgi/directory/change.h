/* When what readers see last changed, as far as the editors of its sections
 * said; never the time of a file, never a clock. */
#ifndef SIGNPOST_DIRECTORY_CHANGE_H
#define SIGNPOST_DIRECTORY_CHANGE_H

#include <stdbool.h>

#include "text/date.h"

struct directory;
struct record;

/* The day is not known better than to lie between the two, as 2026-11 says no
 * day. Both are "" where nobody said anything. */
struct change {
	char from[DATE_DAY], until[DATE_DAY];
};

/* What a section says of itself: the later of its `changed` and its
 * `verified`. */
struct change change_of_record(const struct record *record);

/* Whether they are the same. */
bool change_is_same(const struct change *a, const struct change *b);

/* Writes the date as an editor would: a month or a year where that is all that
 * is known; "" for none. */
void change_print(const struct change *change, char date[DATE_DAY]);

/* Gives every entry of `directory` its change: its own and that of its kind,
 * its terms and its phones, those out of use included, with who answers them
 * and the lines they have for calls from abroad. */
void change_set(struct directory *directory);

#endif
