/* Compiles a Mustache text into nodes. For the template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_PARSE_H
#define SIGNPOST_TEMPLATE_PARSE_H

#include <stddef.h>

#include "base/err.h"
#include "template/node.h"

/* Compiles `length` bytes of `text` as what `file` of `set` holds from now on.
 * Copies what it keeps. Returns 0, or -1 with every fault in `err`; `file`
 * then holds what could be understood. */
int template_parse(struct template_set *set, struct template_file *file,
		   const char *text, size_t length, struct err *err);

#endif
