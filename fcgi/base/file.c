/* A file is asked for its size first, so that it is read in one piece. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"

/* A name that nobody else gives to a file, as they do give `.new`. */
#define BESIDE ".signpost-new"

static int take(int in, const char *path, char *bytes, size_t length,
		struct err *err)
{
	size_t done = 0;

	while (done < length) {
		ssize_t got = read(in, bytes + done, length - done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_at(err, path, 0, "cannot be read: %s",
				      strerror(errno));
		if (got == 0)
			return err_at(err, path, 0,
				      "has changed while it was read");
		done += (size_t)got;
	}
	return 0;
}

static int check(int in, const char *path, size_t most, size_t *length,
		 struct err *err)
{
	struct stat info;

	if (fstat(in, &info) != 0 || !S_ISREG(info.st_mode))
		return err_at(err, path, 0, "is not a file");
	*length = (size_t)info.st_size;
	if (*length > most)
		return err_at(err, path, 0, "is larger than %zu MiB",
			      most / 1024 / 1024);
	return 0;
}

char *file_read(const char *path, size_t most, size_t *length, struct err *err)
{
	int in = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	char *bytes = NULL;

	if (in < 0) {
		err_at(err, path, 0, "cannot be read: %s", strerror(errno));
		return NULL;
	}
	if (check(in, path, most, length, err) != 0)
		goto done;
	bytes = alloc_zero(*length + 1);
	if (take(in, path, bytes, *length, err) != 0) {
		free(bytes);
		bytes = NULL;
	}
done:
	close(in);
	return bytes;
}

static int ends_in(const char *name, const char *suffix)
{
	size_t length = strlen(name), end = strlen(suffix);

	return length > end && strcmp(name + length - end, suffix) == 0;
}

static void add(struct file_names *names, const char *name)
{
	names->items =
		alloc_grow(names->items, (names->count + 1) * sizeof(char *));
	names->items[names->count++] = alloc_text(name);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int file_list(const char *folder, const char *suffix, struct file_names *names,
	      struct err *err)
{
	DIR *in = opendir(folder);
	struct dirent *file;

	*names = (struct file_names){ 0 };
	if (in == NULL)
		return err_at(err, folder, 0, "cannot be read: %s",
			      strerror(errno));
	while ((file = readdir(in)) != NULL)
		if (file->d_name[0] != '.' && ends_in(file->d_name, suffix))
			add(names, file->d_name);
	closedir(in);
	if (names->count > 0)
		qsort(names->items, names->count, sizeof(char *), by_bytes);
	return 0;
}

void file_names_free(struct file_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
	*names = (struct file_names){ 0 };
}

static int put(int out, const struct buf *bytes)
{
	size_t done = 0;

	while (done < bytes->length) {
		ssize_t written =
			write(out, bytes->bytes + done, bytes->length - done);

		if (written < 0)
			return -1;
		done += (size_t)written;
	}
	return 0;
}

/* Gives the file to whom `like` is; at least its group, where that may read
 * what others may not. */
static int give(int out, const struct stat *like)
{
	if (fchown(out, like->st_uid, like->st_gid) == 0 ||
	    fchown(out, (uid_t)-1, like->st_gid) == 0)
		return 0;
	return (like->st_mode & S_IRGRP) == 0 ||
			       (like->st_mode & S_IROTH) != 0 ?
		       0 :
		       -1;
}

/* Of a new file `like` is NULL. */
static int replace(const char *path, const char *beside, mode_t mode,
		   const struct stat *like, const struct buf *bytes)
{
	const int how = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int out, result;

	/* Of one who ended while it wrote. */
	unlink(beside);
	out = open(beside, how, mode);
	if (out < 0)
		return -1;
	result = like != NULL ? give(out, like) : 0;
	if (result == 0)
		result = fchmod(out, mode) != 0 ? -1 : put(out, bytes);
	if (result == 0)
		result = fsync(out);
	if (close(out) != 0 || result != 0)
		return -1;
	return rename(beside, path);
}

static int replace_as(const char *path, mode_t mode, const struct stat *like,
		      const struct buf *bytes, struct err *err)
{
	char beside[PATH_MAX];
	int fault;

	errno = ENAMETOOLONG;
	if (snprintf(beside, sizeof(beside), "%s" BESIDE, path) <
		    (int)sizeof(beside) &&
	    replace(path, beside, mode, like, bytes) == 0)
		return 0;
	fault = errno;
	unlink(beside);
	return err_at(err, path, 0, "could not be written: %s",
		      strerror(fault));
}

int file_create(const char *path, mode_t mode, const struct buf *bytes,
		struct err *err)
{
	int out = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	int result = -1;

	if (out >= 0) {
		result = fchmod(out, mode) != 0 ? -1 : put(out, bytes);
		if (close(out) != 0)
			result = -1;
	}
	return result == 0 ? 0 :
			     err_at(err, path, 0, "could not be written: %s",
				    strerror(errno));
}

int file_keep_all(const char *folder, struct err *err)
{
	int in = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = in >= 0 ? syncfs(in) : -1;

	if (result != 0)
		err_at(err, folder, 0, "could not be kept: %s",
		       strerror(errno));
	if (in >= 0)
		close(in);
	return result;
}

int file_replace(const char *path, mode_t mode, const struct buf *bytes,
		 struct err *err)
{
	return replace_as(path, mode, NULL, bytes, err);
}

int file_replace_like(const char *path, const struct stat *like,
		      const struct buf *bytes, struct err *err)
{
	return replace_as(path, like->st_mode & ACCESSPERMS, like, bytes, err);
}
