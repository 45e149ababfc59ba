/* Work for another process: a program that is run, or something done as another
 * user. */
#ifndef SIGNPOST_COMMAND_CHILD_H
#define SIGNPOST_COMMAND_CHILD_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/buf.h"

/* What the child could not even begin with. */
#define CHILD_FAILED 127

/* Runs a program, found as a shell finds it or where root's programs stand,
 * with nothing to read; appends what it prints, its errors too. Its exit code,
 * or CHILD_FAILED. */
int child_run(const char *const arguments[], struct buf *out);

/* Has a child become `user` (NULL: it stays who it is) and do `act`; appends
 * what that appends. What `act` returns, from 0 to 126, or CHILD_FAILED. */
int child_do(const char *user, int (*act)(void *data, struct buf *out),
	     void *data, struct buf *out);

/* What the user is called, or NULL. Lives as long as `arena`. */
const char *child_user_name(uid_t user, struct arena *arena);

#endif
