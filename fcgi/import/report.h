/* What an import says of itself: what it took, what it made of that, and
 * honestly what it lost. */
#ifndef SIGNPOST_IMPORT_REPORT_H
#define SIGNPOST_IMPORT_REPORT_H

#include <jansson.h>

#include "base/buf.h"
#include "clean/clean.h"
#include "import/tally.h"

/* Something that only a person can decide. */
struct report_left {
	const char *file; /* in the new folder */
	int line;
	const char *words;
	struct report_left *next;
};

struct report {
	struct arena *arena;
	struct tally taken;	    /* by kind of section */
	struct clean_tally cleaned; /* by rule: of what is taken now, once all
				       is there of all */
	struct clean_tally cleaned_before; /* of what was taken */
	struct tally noted; /* by field: what stands in internal-note */
	struct tally lost;  /* by field: what has no place */
	struct report_left *left, **tail;
	size_t left_count;
	size_t decoded;	       /* cells that were read as Windows-1252 */
	size_t added, removed; /* entries, against the old folder */
};

/* An empty one that lives as long as `arena`. */
struct report *report_new(struct arena *arena);

void report_leave(struct report *report, const char *file, int line,
		  const char *words);

/* Appends it in words. */
void report_print(const struct report *report, struct buf *out);

/* The same as an object. For json_decref(). */
json_t *report_json(const struct report *report);

#endif
