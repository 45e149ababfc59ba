/* The program. */
#include <stddef.h>

#include "command/commands.h"

int main(int count, char **arguments)
{
	return commands_main(count, arguments, NULL);
}
