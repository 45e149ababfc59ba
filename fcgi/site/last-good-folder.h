/* What last-good.c and last-good-write.c share: folders that nobody else may
 * write to, and a manifest under a seal. */
#ifndef SIGNPOST_SITE_LAST_GOOD_FOLDER_H
#define SIGNPOST_SITE_LAST_GOOD_FOLDER_H

#include <stddef.h>

#include "base/digest.h"
#include "base/err.h"

#define LAST_GOOD_FOLDER   "last-good"
#define LAST_GOOD_MANIFEST "manifest"
#define LAST_GOOD_SETTINGS "settings"
#define LAST_GOOD_HIDDEN   "hidden.ini"

/* A file may be as large as any that is read. */
#define LAST_GOOD_BYTES	   ((size_t)256 * 1024 * 1024)

/* The folder `name` in `parent`, opened, where it is this user's alone. Links
 * are not followed. -1 with the reason in `err`. */
int last_good_open(int parent, const char *name, struct err *err);

/* The folder `folder`/last-good, opened, likewise; no one but this user and
 * root may write to `folder`. */
int last_good_open_in(const char *folder, struct err *err);

/* Removes the folder `name` in `parent` and what is in it; a link there is
 * removed, not followed. 0, also where there is none. */
int last_good_remove(int parent, const char *name);

/* The seal of the first `length` bytes of a manifest, by the key of the state
 * folder `folder`, as text. 0, or -1 with the reason in `err`. */
int last_good_seal(const char *folder, const char *manifest, size_t length,
		   char seal[DIGEST_HEX], struct err *err);

/* The hash of a file's bytes, as text. */
void last_good_hash(const char *bytes, size_t length, char hash[DIGEST_HEX]);

#endif
