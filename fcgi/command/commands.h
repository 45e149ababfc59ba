/* The commands of the program. */
#ifndef SIGNPOST_COMMAND_COMMANDS_H
#define SIGNPOST_COMMAND_COMMANDS_H

/* Does what main()'s `arguments` ask for. Standard output may still have to be
 * flushed. The exit code, as in sysexits.h. */
int commands_run(int count, char **arguments);

#endif
