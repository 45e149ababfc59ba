/* What would be published, looked at before it is: its faults, and what would
 * be another thing then, in words. */
#ifndef SIGNPOST_COMMAND_DRAFT_VIEW_H
#define SIGNPOST_COMMAND_DRAFT_VIEW_H

#include "command/draft.h"

/* Appends what would be another if `image` were published in the place of what
 * is: what readers would notice, then every key; numbers first. 0, and
 * `*is_other` whether anything would be; -1 with every fault of it in `err`,
 * where the files of `image` are called as if they stood in `folder`. */
int draft_view_print(const struct options *options, const struct draft *draft,
		     const struct folder_image *image, const char *folder,
		     bool *is_other, struct buf *out, struct err *err);

/* The same of the draft, which becomes `merged`, for folder_image_free(). */
int draft_view_take(const struct options *options, const struct draft *draft,
		    struct folder_image *merged, bool *is_other,
		    struct buf *out, struct err *err);

#endif
