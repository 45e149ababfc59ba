/* The terms of the facet `place`, made from the places of entries: states, the
 * counties in them, and cities. For terms.c, and for whoever checks what is
 * said of them. */
#ifndef SIGNPOST_DIRECTORY_PLACE_TERMS_H
#define SIGNPOST_DIRECTORY_PLACE_TERMS_H

#include "directory/directory.h"

struct place_terms;

/* Makes them of the places that entries name, as this edition knows those; of
 * one of which the address is not public there is its state alone. NULL where
 * there are none. Lives as long as `arena`. */
struct place_terms *place_terms_new(const struct directory *directory,
				    struct arena *arena);

/* How many they are. */
size_t place_terms_count(const struct place_terms *places);

/* Adds them behind the terms of `directory`, which has room, as those of the
 * facet at place `facet`; each stands behind what it lies in. */
void place_terms_add(struct place_terms *places, struct directory *directory,
		     size_t facet);

/* Calls `take` for each term that the entry has, which may be the same one more
 * than once. They are added already. */
void place_terms_of(struct place_terms *places, const struct entry *entry,
		    void (*take)(void *of, size_t term), void *of);

/* Whether any [location:ID] lies in what is called `id`, though no entry names
 * it or a folder hides it. */
bool place_terms_are_known(const struct collection *collection, const char *id);

#endif
