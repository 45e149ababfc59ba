/* Hours in Spanish, word for word in English, as the rule of hours reads them.
 */
#ifndef SIGNPOST_CLEAN_SPANISH_H
#define SIGNPOST_CLEAN_SPANISH_H

#include "base/arena.h"

/* A text that names a day in Spanish and of which every word is known, in
 * English; else the same pointer. Lives as long as `arena`. */
const char *spanish_hours(const char *text, struct arena *arena);

#endif
