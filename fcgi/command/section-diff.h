/* What another set of files says otherwise, section by section and key by key,
 * in the words of the files. */
#ifndef SIGNPOST_COMMAND_SECTION_DIFF_H
#define SIGNPOST_COMMAND_SECTION_DIFF_H

#include "base/buf.h"
#include "ini/file.h"

/* Appends each section that is new, gone or another, with what its keys were
 * and are now: those whose phone number it is first, then what stands on every
 * page, other phones, entries, and all else. Both are as overlay_apply() leaves
 * them. How many there are. */
size_t section_diff_print(const struct ini_file_section *old,
			  const struct ini_file_section *new,
			  struct arena *arena, struct buf *out);

#endif
