/* Whether what runs goes by what was taken down. */
#ifndef SIGNPOST_COMMAND_HONORED_H
#define SIGNPOST_COMMAND_HONORED_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "command/options.h"
#include "directory/takedown.h"

/* Waits until the responder of the settings goes by `takedown`, removes nginx's
 * copies where this user may, and appends to `out` what is so; that none
 * answers (then `*is_silent`), or that the settings cannot be read, is no
 * fault. The exit code, with the reason in `err` where the responder does not
 * go by it within ten seconds. */
int honored_await(const struct options *options,
		  const struct takedown *takedown, bool *is_silent,
		  struct buf *out, struct err *err);

#endif
