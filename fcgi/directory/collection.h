/* All sections of a directory, each read by the rows of its kind. What they
 * mean to each other is for later modules. */
#ifndef SIGNPOST_DIRECTORY_COLLECTION_H
#define SIGNPOST_DIRECTORY_COLLECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/table.h"
#include "directory/uuid.h"
#include "ini/file.h"
#include "record/record.h"

struct collection {
	const struct record **records; /* in reading order, all but `about` */
	size_t count;
	struct table names;	     /* ids, in the scope of their kind */
	const struct record **named; /* the first of each name, by number */
	const struct record *about;  /* [directory]; later folders' keys win */
	const struct uuid_index *uuids; /* NULL without a namespace */
	const char **facets; /* `department` first, then as they were read */
	size_t facet_count;
	/* Sections that stand in the files and not here: hidden ones, and
	 * those whose header is faulty or of no kind, which is reported.
	 * Borrowed from what was read. */
	struct table lost_names;
	const struct ini_file_section **lost; /* by number */
	/* Those that are hidden, by name and lines alone: copies, which
	 * collection_load() keeps. */
	const struct ini_file_section **hidden;
	size_t hidden_count;
};

/* Reads the sections into records, which borrow nothing from them. Never NULL;
 * faults go to `err`. Lives as long as `arena`. */
struct collection *collection_read(const struct ini_file_section *sections,
				   struct arena *arena, struct err *err);

/* The same of sections of which nobody needs what they say afterward, so that
 * it is freed while others are read: a large directory is not in memory twice.
 * They still have their headers; what is hidden or faulty has its pairs. */
struct collection *collection_read_last(const struct ini_file_section *sections,
					struct arena *arena, struct err *err);

/* The section `[kind:id]`, or NULL. A phone is also found by an `alias` that is
 * no other phone's id. */
const struct record *collection_find(const struct collection *collection,
				     const char *kind, const char *id);

/* Whether a folder hides the section. */
bool collection_hides(const struct collection *all, const char *kind,
		      const char *id);

/* The lost section that is called `id`, of whatever kind, or NULL; to be asked
 * while the sections live that were read. */
const struct ini_file_section *collection_lost(const struct collection *all,
					       const char *id);

/* The records of the kind called `kind`, in reading order, without those that
 * `hidden` names by their place (NULL: none). Lives as long as `arena`. */
const struct record **collection_gather(const struct collection *collection,
					const char *kind, const bool *hidden,
					struct arena *arena, size_t *count);

/* For sorting: by the number in the row `row`, those without one last, else by
 * place. */
int collection_compare(const struct record *a, const struct record *b,
		       size_t row);

#endif
