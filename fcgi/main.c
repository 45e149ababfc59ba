/* The program. */
#include <stdio.h>
#include <sysexits.h>

#include "base/alloc.h"
#include "command/commands.h"

int main(int count, char **arguments)
{
	int code;

	alloc_serve_jansson();
	code = commands_run(count, arguments);
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	perror("signpost: standard output");
	return EX_IOERR;
}
