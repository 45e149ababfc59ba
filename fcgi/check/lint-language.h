/* What is not translated, and what no speaker of the language has read. */
#ifndef SIGNPOST_CHECK_LINT_LANGUAGE_H
#define SIGNPOST_CHECK_LINT_LANGUAGE_H

#include "base/err.h"
#include "site/edition.h"

/* Reports what a further language of the directory lacks, words of the
 * interface included, and English that changed after its translation was
 * read. */
void lint_check_translations(const struct edition *edition,
			     struct err *warnings);

/* Reports sections whose translation nobody has read. */
void lint_check_reviews(const struct edition *edition, struct err *warnings);

#endif
