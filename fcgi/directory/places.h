/* The places of a directory, made from its sections. For build.c alone. */
#ifndef SIGNPOST_DIRECTORY_PLACES_H
#define SIGNPOST_DIRECTORY_PLACES_H

#include "directory/directory.h"

/* Sets the places of the directory, whose entries are there, and gives each
 * entry its own, without the records that `hidden` names. Of a place
 * of which only the city is public nothing else is kept, unless it is for those
 * inside. Lives as long as `arena`. */
void places_make(struct directory *directory, const bool *hidden,
		 bool is_inside, struct arena *arena);

/* Gives each place its phones, once those are there. */
void places_give_phones(struct directory *directory, struct arena *arena);

#endif
