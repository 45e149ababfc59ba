/* Writes compiled templates. For the template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_RENDER_H
#define SIGNPOST_TEMPLATE_RENDER_H

#include <jansson.h>

#include "base/buf.h"
#include "template/node.h"

/* Writes `file`, filled from `model` (borrowed), to `out`, and spoils `out`
 * when partials call each other too deeply. */
void template_render_file(const struct template_file *file, const json_t *model,
			  struct buf *out);

#endif
