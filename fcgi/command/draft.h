/* A draft: a copy of the folder that is a site's own, for whoever may write and
 * not publish. What it was made from is noted in it, so that what somebody
 * published meanwhile is never taken back unseen. */
#ifndef SIGNPOST_COMMAND_DRAFT_H
#define SIGNPOST_COMMAND_DRAFT_H

#include "base/folder-image.h"
#include "command/options.h"

struct draft {
	struct arena *arena;
	const char *own;    /* the folder that is published */
	const char *before; /* the folders read before it, or "" */
	const char *folder; /* where the draft is, or would be */
	bool is_there;
	struct folder_image live;  /* all that is published */
	struct folder_image files; /* the draft's `*.ini` */
	struct folder_image base;  /* what it was made from; no bytes, marks */
	bool has_base;
};

/* Both folders as they are, for draft_close(). 0; -1 with the reason in `err`,
 * as where there is no folder of a site's own. */
int draft_open(const struct options *options, struct draft *draft,
	       struct err *err);

/* The same without the draft's files, which may be as they like. */
int draft_open_published(const struct options *options, struct draft *draft,
			 struct err *err);
void draft_close(struct draft *draft);

/* What publishing would make of the published folder, for folder_image_free():
 * the draft, and what was published since it was made where the draft has not
 * touched that. 0; -1 with every file in `err` that is another one in both. */
int draft_merge(const struct draft *draft, struct folder_image *merged,
		struct err *err);

/* Whether the file is another one in the draft than in its base, and yet
 * another one in what is published. */
bool draft_is_torn(const struct draft *draft, const char *name);

/* Whether that, or what was published since is not in the draft. */
bool draft_is_behind(const struct draft *draft, const char *name);

/* Notes in the draft that it is made from `image`. 0, or -1 with the reason. */
int draft_note(const struct draft *draft, const struct folder_image *image,
	       struct err *err);

/* Makes the options name the draft in the place of what is published; what they
 * say lives as long as `arena`. 0, or -1 with the reason in `err`. */
int draft_use(struct options *options, struct arena *arena, struct err *err);

#endif
