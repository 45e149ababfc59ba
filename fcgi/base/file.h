/* Files read and written whole, and the names in a folder. */
#ifndef SIGNPOST_BASE_FILE_H
#define SIGNPOST_BASE_FILE_H

#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

/* The bytes of a regular file and a NUL behind them, for free(); `*length`
 * counts without the NUL. NULL with the fault in `err` when it cannot be read
 * whole, is no regular file or holds more than `most` bytes. Never waits, as
 * opening a pipe would. */
char *file_read(const char *path, size_t most, size_t *length, struct err *err);

/* The names in a folder. */
struct file_names {
	char **items;
	size_t count;
};

/* Lists what ends in `suffix` ("" for all) and is not hidden, in byte order.
 * For file_names_free(). 0, or -1 with the fault in `err`. */
int file_list(const char *folder, const char *suffix, struct file_names *names,
	      struct err *err);
void file_names_free(struct file_names *names);

/* Writes a file that is not there yet, without waiting until the disk has it,
 * for folders of many: file_keep_all() waits for all of them. 0, or -1 with the
 * fault in `err`. */
int file_create(const char *path, mode_t mode, const struct buf *bytes,
		struct err *err);
int file_keep_all(const char *folder, struct err *err);

/* Writes `bytes` beside `path`, with exactly the rights `mode`, and puts the
 * new file in the place of the old one, whole or not at all; a link there is
 * replaced, not followed. 0, or -1 with the fault in `err`. */
int file_replace(const char *path, mode_t mode, const struct buf *bytes,
		 struct err *err);

/* The same, with the rights, the owner and the group of `like`; without its
 * owner where that takes other rights than ours, but never so that somebody of
 * its group cannot read it any more: then -1, and nothing is written. */
int file_replace_like(const char *path, const struct stat *like,
		      const struct buf *bytes, struct err *err);

#endif
