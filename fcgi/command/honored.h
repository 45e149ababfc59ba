/* Whether what runs goes by what was taken down. */
#ifndef SIGNPOST_COMMAND_HONORED_H
#define SIGNPOST_COMMAND_HONORED_H

#include "base/buf.h"
#include "base/err.h"
#include "command/options.h"
#include "directory/takedown.h"

/* Waits until the responder of the settings goes by `takedown`, and appends to
 * `out` what is so; that none answers, or that the settings cannot be read, is
 * no fault. The exit code, with the reason in `err` where the responder does
 * not go by it within ten seconds. */
int honored_await(const struct options *options,
		  const struct takedown *takedown, struct buf *out,
		  struct err *err);

#endif
