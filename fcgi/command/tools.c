/* exec(), so that nothing of the first program is left in memory. */
#include "command/tools.h"

#include <errno.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "ini/paths.h"

#define PROGRAM "signpost-tools"

int tools_start(char **arguments, struct err *err)
{
	struct arena *arena = arena_new();
	const char *path = paths_program(PROGRAM, arena);

	execv(path, arguments);
	err_plain(err, "this needs %s, which cannot be started: %s", path,
		  strerror(errno));
	arena_free(arena);
	return EX_UNAVAILABLE;
}
