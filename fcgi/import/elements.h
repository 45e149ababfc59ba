/* The elements of a JSON file, one at a time: of an object alone, of an array,
 * of an envelope (an object whose `contents` are an array), or of lines. What
 * is larger than memory is read all the same. */
#ifndef SIGNPOST_IMPORT_ELEMENTS_H
#define SIGNPOST_IMPORT_ELEMENTS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/err.h"

/* The longest element, in bytes. */
#define ELEMENTS_BYTES ((size_t)64 * 1024 * 1024)

struct elements;

/* Reads from `file`, which `name` names in messages; both are borrowed. */
struct elements *elements_new(FILE *file, const char *name);
void elements_free(struct elements *elements);

/* The next element, for json_decref(), and the line on which it begins. NULL at
 * the end, or, with the fault in `err`, where the file is not JSON. */
json_t *elements_next(struct elements *elements, int *line, struct err *err);

/* What an envelope says besides its contents, NULL where there is none.
 * Borrowed; whole once elements_next() has given NULL. */
const json_t *elements_envelope(const struct elements *elements);

#endif
