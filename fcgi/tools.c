/* The second program: the commands that ask other servers, or
 * whoever sits at the keyboard. */
#include <stddef.h>

#include "command/commands.h"
#include "command/tools.h"

static const struct tool tools[] = {
	{ "ping", ping_page_run },
	{ "check", check_links_run },
	{ "new", new_run },
	{ "verify", verify_run },
	{ "import", import_run },
	{ "publish", publish_run },
	{ NULL, NULL },
};

int main(int count, char **arguments)
{
	return commands_main(count, arguments, tools);
}
