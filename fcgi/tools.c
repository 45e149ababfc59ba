/* The second program: the commands that ask other servers. */
#include <stddef.h>

#include "command/commands.h"
#include "command/tools.h"

static const struct tool tools[] = {
	{ "ping", ping_page_run },
	{ "check", check_links_run },
	{ NULL, NULL },
};

int main(int count, char **arguments)
{
	return commands_main(count, arguments, tools);
}
