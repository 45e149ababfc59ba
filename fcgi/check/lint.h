/* What is no fault and still may hurt a reader: numbers nobody uses, entries
 * nobody can reach, terms without entries, texts without a translation, and the
 * like. */
#ifndef SIGNPOST_CHECK_LINT_H
#define SIGNPOST_CHECK_LINT_H

#include "base/err.h"
#include "directory/directory.h"
#include "ini/overlay.h"
#include "site/edition.h"

/* Reports what holds on any day. */
void lint_check(const struct directory *directory,
		const struct overlay *overlays, struct err *warnings);

/* Reports start links that find nothing, no number, or no help line first. Part
 * of lint_check(). */
void lint_check_starts(const struct directory *directory, struct err *warnings);

/* Reports places that no entry names, and texts that tell everybody a street
 * which is internal. Part of lint_check(). */
void lint_check_places(const struct directory *directory, struct err *warnings);

/* Reports lines that are closed at night and stand before one that is open.
 * Part of lint_check(). */
void lint_check_order(const struct directory *directory, struct err *warnings);

/* Reports texts that came out of another program the wrong way, and what was
 * probably meant. */
void lint_check_text(const struct collection *collection, struct err *warnings);

/* Reports each pair of terms, of two facets that every entry is to have, that
 * no entry has: whoever filters by both finds nothing. */
void lint_check_pairs(const struct directory *directory, struct err *notes);

/* Reports what a site's own templates look up and is not there, and what they
 * leave out since it came. */
void lint_check_templates(const struct edition *edition, struct err *warnings);

/* Reports what depends on the day: dates after `today` (YYYY-MM-DD). */
void lint_check_dates(const struct directory *directory, const char *today,
		      struct err *warnings);

/* Reports phones that nobody has confirmed; some are so on purpose. */
void lint_check_unconfirmed(const struct directory *directory,
			    struct err *notes);

/* Reports facts whose date is more than `days` before `today`, or that nobody
 * has checked, oldest first by their line. */
void lint_check_stale(const struct directory *directory, const char *today,
		      long days, struct err *warnings);

/* Reports what a further language of the directory lacks, words of the
 * interface included, and English that changed after its translation was
 * read. */
void lint_check_translations(const struct edition *edition,
			     struct err *warnings);

/* Reports all that the language of `locale`, which the directory need not
 * offer, lacks; what words of the interface it lacks, of the file `own`. */
void lint_check_missing(const struct collection *collection,
			const struct locale *locale, const char *own,
			struct err *missing);

/* Reports sections whose translation nobody has read. */
void lint_check_reviews(const struct edition *edition, struct err *warnings);

#endif
