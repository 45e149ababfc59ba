/* How far apart two words are. */
#ifndef SIGNPOST_TEXT_EDIT_DISTANCE_H
#define SIGNPOST_TEXT_EDIT_DISTANCE_H

#include <stddef.h>

/* The least number of edits that make one text of the other: a letter added,
 * dropped or changed, or two neighbors swapped that nothing else is done to
 * (optimal string alignment). Letters are those of UTF-8. It is counted up to
 * `most`, of which each costs four times the one before; `most` + 1 where they
 * are further apart. */
size_t edit_distance(const char *one, const char *other, size_t most);

#endif
