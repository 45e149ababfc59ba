/* The last good set: what a responder is made of as it was when it was read
 * without a fault, in the folder `last-good` of its state folder. Nobody but
 * the process's user can read or write it; it is sealed with the key that only
 * this responder has, and taken whole or not at all. */
#ifndef SIGNPOST_SITE_LAST_GOOD_H
#define SIGNPOST_SITE_LAST_GOOD_H

#include <time.h>

#include "base/arena.h"
#include "base/err.h"
#include "directory/takedown.h"
#include "site/settings.h"

/* Where the parts of a set stand. Borrowed. */
struct last_good_parts {
	const char *directory;		 /* folders, separated by colons */
	const char *templates, *locale;	 /* the site's own, or "" */
	const struct settings *settings; /* of which some are kept */
	const struct takedown *takedown;
	struct timespec begun; /* when reading them began */
};

/* Lives as long as the arena it was read into. */
struct last_good {
	const char *day;     /* on which it was kept, YYYY-MM-DD */
	const char *version; /* of the program that kept it */
	const char *hidden;  /* the file of what was taken down */
	const char *directory, *templates, *locale;
	const char *const *settings; /* SECTION.NAME=VALUE, NULL-terminated */
};

/* Keeps a set in the state folder `folder`, in the place of the one before. 0;
 * or -1 with the reason in `err`, and the one before is still there: also where
 * a part has changed since it was read. */
int last_good_write(const char *folder, const struct last_good_parts *parts,
		    struct err *err);

/* Keeps what is taken down beside a set that is kept; where none is, nothing is
 * done. 0, or -1 with the reason in `err`. */
int last_good_hide(const char *folder, const struct takedown *takedown,
		   struct err *err);

/* The set that is kept in `folder`; NULL with the reason in `err` where there
 * is none, somebody else may write there, or a byte of it is another. */
const struct last_good *last_good_read(const char *folder, struct arena *arena,
				       struct err *err);

/* Removes it. 0, also where there is none, or -1 with the reason in `err`. */
int last_good_forget(const char *folder, struct err *err);

#endif
