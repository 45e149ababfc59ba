/* A list as plain text, to be read aloud over the phone or by a machine: the
 * crisis lines first, then entry by entry who answers before each number. */
#ifndef SIGNPOST_VIEW_PLAIN_TEXT_H
#define SIGNPOST_VIEW_PLAIN_TEXT_H

#include "base/buf.h"

struct view_args;

#define PLAIN_TEXT_TYPE "text/plain; charset=utf-8"

/* Appends the crisis lines and all the results. */
void plain_text_write(const struct view_args *args, struct buf *out);

#endif
