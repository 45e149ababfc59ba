/* A folder that is read by others gets other files, all at once; what it held
 * stays beside it, as NAME.former. Whoever is killed at any moment, finds the
 * disk full, or meets somebody else, loses no byte of either. */
#ifndef SIGNPOST_BASE_FOLDER_SWAP_H
#define SIGNPOST_BASE_FOLDER_SWAP_H

#include <stdbool.h>

#include "base/folder-image.h"

/* Behind the folder's name. */
#define FOLDER_SWAP_FORMER ".former"

/* Puts `now` in the place of `was`, which is all that the folder holds.
 * `*is_at_once` is false where the file system cannot do that with a folder:
 * then its files were put there one after the other. 0; -1 with the fault in
 * `err`, and, unless that says otherwise, the folder is as it was: so where it
 * is not any more as `was` has it. */
int folder_swap(const char *folder, const struct folder_image *was,
		const struct folder_image *now, bool *is_at_once,
		struct err *err);

/* Finishes what somebody began who was killed. 0, or -1 with the fault in
 * `err`, as where somebody is at it now. */
int folder_swap_settle(const char *folder, struct err *err);

/* NAME.former, for free(); NULL where there is none. */
char *folder_swap_former(const char *folder);

/* The same as folder_swap() with NAME.former, where `was` then is. `now` is
 * what that holds. */
int folder_swap_back(const char *folder, const struct folder_image *was,
		     const struct folder_image *now, bool *is_at_once,
		     struct err *err);

#endif
