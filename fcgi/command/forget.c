/* The command `forget`. */
#include <sysexits.h>

#include "command/commands.h"
#include "site/last-good.h"

int forget_run(const struct options *options, struct buf *out, struct err *err)
{
	struct arena *arena = arena_new();
	const struct settings *settings = settings_load_guarded(
		options->file, options->overrides, NULL, arena, err);
	int code = EX_CONFIG;

	if (settings != NULL) {
		code = EX_NOPERM;
		if (settings->last_resort[0] == '\0' ||
		    last_good_forget(settings->last_resort, err) == 0)
			code = EX_OK;
	}
	if (code == EX_OK)
		buf_puts(out, "No last good set is kept any more. A responder "
			      "that runs goes on, and keeps one again at its "
			      "next reload without a fault.\n");
	arena_free(arena);
	return code;
}
