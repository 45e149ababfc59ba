/* Hours in the words of an edition: what an editor writes briefly is no
 * language of readers. */
#ifndef SIGNPOST_SITE_HOURS_WORDS_H
#define SIGNPOST_SITE_HOURS_WORDS_H

#include <stdbool.h>

#include "base/buf.h"
#include "record/hours.h"
#include "site/edition.h"

/* Appends them, as in "Monday to Friday, 8:00 am to 6:00 pm, New York time";
 * `is_whole` for a page, with no-break spaces: no line ends within a time. */
void hours_words_print(const struct edition *edition, const struct hours *hours,
		       bool is_whole, struct buf *out);

/* Whether they are all hours of all days. */
bool hours_words_are_always(const struct hours *hours);

#endif
