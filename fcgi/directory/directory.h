/* One generation's data, as one kind of visitor may see it: facets, terms,
 * entries, phones. What a visitor may not see is not in it at all. Immutable.
 */
#ifndef SIGNPOST_DIRECTORY_DIRECTORY_H
#define SIGNPOST_DIRECTORY_DIRECTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "directory/collection.h"
#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/location.h"
#include "directory/sets.h"
#include "directory/vocabulary.h"

struct directory {
	const struct collection *collection;
	const struct record *about;
	/* By place, the records that this edition does not show; NULL: none. */
	const bool *hidden;
	struct facet *facets; /* in the order they are shown in */
	size_t facet_count;
	struct term *terms; /* facet by facet, each in its own order */
	size_t term_count;
	struct entry **entries; /* as a tree is read: each above its own */
	size_t entry_count;
	struct entry **by_id;
	const struct sets *sets;     /* of their places */
	const struct phone **phones; /* by id */
	size_t phone_count;
	/* Those closed for the time being, by id. They are in no list and under
	 * no entry; where one would have stood, a page says that it is closed.
	 */
	const struct phone **closed;
	size_t closed_count;
	struct location **locations; /* in the order of the files */
	size_t location_count;
	const struct phone **crisis, **lines; /* in the directory's order */
	size_t crisis_count, line_count;
	const struct record **starts; /* in their order */
	size_t start_count;
	long stale_after_days; /* for which a fact counts as fresh */
};

/* Builds the directory from sections in which no fault was found, without the
 * records that `hidden` names by their place (NULL: none). Unless it is for
 * those inside, a place of which the city alone is public is told by that.
 * Lives as long as `arena`. */
const struct directory *directory_build(const struct collection *collection,
					const bool *hidden, bool is_inside,
					struct arena *arena);

/* All that wishes are read with, and no more: nothing is hidden, but there
 * are no phones, and nothing can be searched. Lives as long as
 * `arena`. */
const struct directory *directory_sketch(const struct collection *collection,
					 struct arena *arena);

/* Whether this edition does not show `record`. */
bool directory_hides(const struct directory *directory,
		     const struct record *record);

/* The entry `id`, or NULL. */
const struct entry *directory_entry(const struct directory *directory,
				    const char *id);

/* The entry that was called `id` before, or NULL. */
const struct entry *directory_renamed(const struct directory *directory,
				      const char *id);

/* Whether `id` is one that is known to be gone; `*instead` is then where it
 * stood, or NULL. What stood under an entry that is not here never was. */
bool directory_is_gone(const struct directory *directory, const char *id,
		       const struct entry **instead);

/* The phone that is or was called `id`, or NULL where it is not there or out of
 * use. */
const struct phone *directory_phone(const struct directory *directory,
				    const char *id);

/* The phones that the values name, in their order, each once, those out of use
 * left out. Lives as long as `arena`. */
const struct phone **directory_phones(const struct directory *directory,
				      const struct value *value,
				      struct arena *arena, size_t *count);

/* The same of one that is closed for the time being. */
const struct phone *directory_closed(const struct directory *directory,
				     const char *id);

/* The place of directory_phone() among the phones, or phone_count. */
size_t directory_phone_place(const struct directory *directory, const char *id);

/* The place that a value of `location` names; NULL where those who see this
 * edition may not know of it. */
const struct location *directory_location(const struct directory *directory,
					  const struct value *value);

/* The facet's place, or facet_count. */
size_t directory_facet(const struct directory *directory, const char *id);

/* The number of a term of the facet at place `facet`, or TERM_NONE. */
size_t directory_term(const struct directory *directory, size_t facet,
		      const char *id);

#endif
