/* Times of day as people write them, with half of what they mean. */
#ifndef SIGNPOST_CLEAN_DAYTIME_H
#define SIGNPOST_CLEAN_DAYTIME_H

#include <stdbool.h>

/* `half` is 'a' or 'p', 'h' where it is one of 24 hours, NUL where nobody says.
 */
struct daytime {
	int hour, minute;
	char half;
};

/* Says which halves are meant where only one stands there, or none; false where
 * that can be either. `is_after_noon`: the same days were open until noon. */
bool daytime_settle(struct daytime *opens, struct daytime *closes,
		    bool is_after_noon);

/* Minutes since midnight of one that says which half. */
int daytime_minutes(const struct daytime *daytime);

#endif
