/* The folders of INI files that make one directory. */
#ifndef SIGNPOST_INI_FOLDER_H
#define SIGNPOST_INI_FOLDER_H

#include "base/arena.h"
#include "base/err.h"
#include "ini/file.h"

/* Reads every `*.ini` that is not hidden in each folder of `folders`
 * (separated by colons), in byte order of the file names. The sections, each
 * with the number of its folder, live as long as `arena`; faults go to `err`,
 * and what could be read is returned all the same: but nothing where a folder
 * or file could not be read at all, since what stands in the others would seem
 * faulty without it. */
struct ini_file_section *folder_read(const char *folders, struct arena *arena,
				     struct err *err);

#endif
