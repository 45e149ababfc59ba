/* The words of the interface, in one language each. */
#ifndef SIGNPOST_LOCALE_H
#define SIGNPOST_LOCALE_H

#include <jansson.h>

#include "err.h"

/* Reads `folder`/`lang`.ini, the pairs below `[text]`. An object of strings,
 * their names with `_` for `-`, for json_decref(); NULL with the faults in
 * `err`. */
json_t *locale_load(const char *folder, const char *lang, struct err *err);

#endif
