/* What was asked for on the command line. */
#include "command/options.h"

#include <sysexits.h>

#include "site/secrets.h"
#include "site/settings.h"

int options_fault_code(const struct options *options)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	const struct settings *settings =
		settings_load(options->file, options->overrides, arena, &err);
	bool is_well =
		settings != NULL && secrets_read(settings, arena, &err) != NULL;

	err_free(&err);
	arena_free(arena);
	return is_well ? EX_DATAERR : EX_CONFIG;
}
