/* The lock is the folder's: the file is another one after each time. */
#include "base/rewrite.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"

/* The bytes, or of no file none; NULL with the fault. */
static char *read_now(const char *path, size_t most, size_t *length,
		      bool *is_there, struct err *err)
{
	struct stat info;

	*length = 0;
	*is_there = lstat(path, &info) == 0;
	if (!*is_there && errno != ENOENT) {
		err_at(err, path, 0, "cannot be read: %s", strerror(errno));
		return NULL;
	}
	return *is_there ? file_read(path, most, length, err) : alloc_zero(1);
}

/* The path of the file that a link leads to, for free(); NULL where `path` is
 * no link, or one that leads nowhere. */
static char *beyond_link(const char *path)
{
	struct stat info;

	if (lstat(path, &info) != 0 || !S_ISLNK(info.st_mode))
		return NULL;
	return realpath(path, NULL);
}

int rewrite_begin(const char *path, size_t most, bool follows_links,
		  struct rewrite *rewrite, struct err *err)
{
	char *real = follows_links ? beyond_link(path) : NULL;

	*rewrite = (struct rewrite){
		.path = real != NULL ? real : alloc_text(path),
	};
	rewrite->bytes = read_now(rewrite->path, most, &rewrite->length,
				  &rewrite->is_there, err);
	if (rewrite->bytes != NULL)
		return 0;
	rewrite_free(rewrite);
	return -1;
}

/* The folder of `path`, locked, for close(); -1 where there is none. Where it
 * cannot be locked, as on some file systems of a network, it is not. */
static int lock_folder(const char *path)
{
	char *copy = alloc_text(path);
	int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder >= 0)
		flock(folder, LOCK_EX);
	free(copy);
	return folder;
}

static bool is_same(const struct rewrite *rewrite)
{
	struct err none = { 0 };
	size_t length;
	bool is_there, is_same;
	char *bytes = read_now(rewrite->path, rewrite->length + 1, &length,
			       &is_there, &none);

	is_same = bytes != NULL && is_there == rewrite->is_there &&
		  length == rewrite->length &&
		  memcmp(bytes, rewrite->bytes, length) == 0;
	free(bytes);
	err_free(&none);
	return is_same;
}

static int replace(const struct rewrite *rewrite, mode_t mode,
		   const struct buf *bytes, struct err *err)
{
	struct stat info;
	bool is_there = stat(rewrite->path, &info) == 0;

	if (!is_same(rewrite))
		return err_at(
			err, rewrite->path, 0,
			"has changed since it was read, so nothing is written");
	return is_there ? file_replace_like(rewrite->path, &info, bytes, err) :
			  file_replace(rewrite->path, mode, bytes, err);
}

int rewrite_finish(struct rewrite *rewrite, mode_t mode,
		   const struct buf *bytes, struct err *err)
{
	int folder, result = -1;

	if (buf_is_spoilt(bytes))
		return err_at(err, rewrite->path, 0, "would grow too large");
	folder = lock_folder(rewrite->path);
	if (folder < 0)
		return err_at(err, rewrite->path, 0, "could not be written: %s",
			      strerror(errno));
	result = replace(rewrite, mode, bytes, err);
	/* Until then a machine that fails may forget the new name. */
	fsync(folder);
	close(folder);
	if (result != 0)
		return -1;
	free(rewrite->bytes);
	rewrite->bytes = alloc_zero(bytes->length + 1);
	if (bytes->length > 0)
		memcpy(rewrite->bytes, bytes->bytes, bytes->length);
	rewrite->length = bytes->length;
	rewrite->is_there = true;
	return 0;
}

void rewrite_free(struct rewrite *rewrite)
{
	free(rewrite->path);
	free(rewrite->bytes);
	*rewrite = (struct rewrite){ 0 };
}
