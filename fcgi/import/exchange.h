/* The folder of an import: made beside the old one, and put into its place at
 * once. */
#ifndef SIGNPOST_IMPORT_EXCHANGE_H
#define SIGNPOST_IMPORT_EXCHANGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

/* Whether the folder is the importer's: it is not there, or all in it was
 * written by one. Sets `*is_empty`. 0, or -1 with the reason in `err`. */
int exchange_judge(const char *folder, bool *is_empty, struct err *err);

/* The folder in which `folder` is or will be; lives as long as `arena`. */
const char *exchange_beside(const char *folder, struct arena *arena);

/* Makes a folder beside `folder`, whose name lives in `arena`, and removes
 * those that an import which was killed has left there. It is this process's as
 * long as that lives. NULL with the reason in `err`. */
const char *exchange_begin(const char *folder, struct arena *arena,
			   struct err *err);

/* Whether both hold the same files. */
bool exchange_is_same(const char *one, const char *two);

/* Puts `made` into the place of `folder` at once, and removes the old one. 0,
 * or -1 with the reason in `err`, and both are as they were. */
int exchange_finish(const char *made, const char *folder, struct err *err);

/* Removes a folder that exchange_begin() has made, or what stood in its place
 * before, with its files. */
void exchange_drop(const char *made);

#endif
