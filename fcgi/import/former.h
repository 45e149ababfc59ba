/* What the last import wrote, and what is not in the source any more. */
#ifndef SIGNPOST_IMPORT_FORMER_H
#define SIGNPOST_IMPORT_FORMER_H

#include "base/err.h"
#include "import/harvest.h"

/* What would be removed. */
struct former {
	const struct ini_file_section *sections;
	const char *folder; /* where they stand */
	const char *source; /* the id of what is imported now */
	long kept_days;	    /* something that vanished is kept, inactive */
	size_t entries;	    /* that were active */
	size_t vanished;    /* of those, that the harvest has not */
	size_t phones, phones_vanished;
	const char *used;      /* what is gone and other folders use, or NULL */
	struct table internal; /* ids of entries that only those inside saw */
};

/* Lets the harvest give what it had before the ids that it had. */
void former_keep_ids(const struct former *former, struct harvest *harvest);

/* Adds what vanished to the finished harvest, inactive, with the day, unless
 * that was long before `today`; and counts. `others` are the sections of the
 * other folders. */
void former_compare(struct former *former, struct harvest *harvest,
		    const struct ini_file_section *others, const char *today);

#endif
