/* A few files of text each, so that all of it is held. */
#include "base/folder-image.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"

#define FILE_BYTES ((size_t)256 * 1024 * 1024)

static int path_of(const char *folder, const char *name, char path[PATH_MAX],
		   struct err *err)
{
	if (snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX)
		return 0;
	return err_at(err, folder, 0, "has too long a name");
}

static int by_name(const void *a, const void *b)
{
	const struct folder_file *left = a, *right = b;

	return strcmp(left->name, right->name);
}

/* Behind the others, whatever its name; `bytes` is taken over. */
static void add(struct folder_image *image, const char *name, char *bytes,
		size_t length, const struct stat *like)
{
	image->files = alloc_grow(image->files,
				  (image->count + 1) * sizeof(*image->files));
	image->files[image->count++] = (struct folder_file){
		.name = alloc_text(name),
		.bytes = bytes,
		.length = length,
		.like = *like,
	};
}

static int read_file(const char *folder, const char *name,
		     struct folder_image *image, struct err *err)
{
	char path[PATH_MAX];
	struct stat info;
	size_t length;
	char *bytes;

	if (path_of(folder, name, path, err) != 0)
		return -1;
	if (stat(path, &info) != 0)
		return err_at(err, path, 0, "cannot be read: %s",
			      strerror(errno));
	bytes = file_read(path, FILE_BYTES, &length, err);
	if (bytes == NULL)
		return -1;
	add(image, name, bytes, length, &info);
	return 0;
}

int folder_image_read(const char *folder, const char *suffix,
		      struct folder_image *image, struct err *err)
{
	struct file_names names;
	int result = 0;

	*image = (struct folder_image){ 0 };
	if (file_list(folder, suffix, &names, err) != 0)
		return -1;
	for (size_t i = 0; i < names.count && result == 0; i++)
		result = read_file(folder, names.items[i], image, err);
	file_names_free(&names);
	if (result != 0)
		folder_image_free(image);
	return result;
}

static bool is_stranger(int folder, const char *name)
{
	struct stat info;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	    strncmp(name, FOLDER_IMAGE_OURS, strlen(FOLDER_IMAGE_OURS)) == 0)
		return false;
	return name[0] == '.' ||
	       fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 ||
	       !S_ISREG(info.st_mode);
}

char *folder_image_stranger(const char *folder)
{
	DIR *in = opendir(folder);
	struct dirent *item;
	char *found = NULL;

	while (in != NULL && found == NULL && (item = readdir(in)) != NULL)
		if (is_stranger(dirfd(in), item->d_name))
			found = alloc_text(item->d_name);
	if (in != NULL)
		closedir(in);
	return found;
}

bool folder_is_plain(const char *folder)
{
	char *stranger = folder_image_stranger(folder);
	struct stat info;
	bool is_plain = stranger == NULL &&
			(lstat(folder, &info) != 0 || S_ISDIR(info.st_mode));

	free(stranger);
	return is_plain;
}

const struct folder_file *folder_image_find(const struct folder_image *image,
					    const char *name)
{
	for (size_t i = 0; i < image->count; i++)
		if (strcmp(image->files[i].name, name) == 0)
			return &image->files[i];
	return NULL;
}

bool folder_file_is_same(const struct folder_file *a,
			 const struct folder_file *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->length == b->length &&
	       memcmp(a->bytes, b->bytes, a->length) == 0;
}

bool folder_image_is_same(const struct folder_image *a,
			  const struct folder_image *b)
{
	bool is_same = a->count == b->count;

	for (size_t i = 0; i < a->count && is_same; i++)
		is_same = strcmp(a->files[i].name, b->files[i].name) == 0 &&
			  folder_file_is_same(&a->files[i], &b->files[i]);
	return is_same;
}

static char *copy_of(const struct folder_file *file)
{
	char *bytes = alloc_zero(file->length + 1);

	memcpy(bytes, file->bytes, file->length);
	return bytes;
}

void folder_image_put(struct folder_image *image,
		      const struct folder_file *file, const struct stat *like)
{
	for (size_t i = 0; i < image->count; i++)
		if (strcmp(image->files[i].name, file->name) == 0) {
			free(image->files[i].bytes);
			image->files[i].bytes = copy_of(file);
			image->files[i].length = file->length;
			image->files[i].like = *like;
			return;
		}
	add(image, file->name, copy_of(file), file->length, like);
	qsort(image->files, image->count, sizeof(*image->files), by_name);
}

int folder_image_write(const struct folder_image *image, const char *folder,
		       struct err *err)
{
	char path[PATH_MAX];
	int result = 0;

	for (size_t i = 0; i < image->count && result == 0; i++) {
		const struct folder_file *file = &image->files[i];
		struct buf bytes = buf_new(FILE_BYTES + 1);

		buf_put(&bytes, file->bytes, file->length);
		result = path_of(folder, file->name, path, err);
		if (result == 0)
			result = file_replace_like(path, &file->like, &bytes,
						   err);
		buf_free(&bytes);
	}
	return result;
}

void folder_image_free(struct folder_image *image)
{
	for (size_t i = 0; i < image->count; i++) {
		free(image->files[i].name);
		free(image->files[i].bytes);
	}
	free(image->files);
	*image = (struct folder_image){ 0 };
}

int folder_remove(const char *folder, struct err *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *in = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *item;

	if (in == NULL && errno == ENOENT)
		return 0;
	while (in != NULL && (item = readdir(in)) != NULL)
		if (strcmp(item->d_name, ".") != 0 &&
		    strcmp(item->d_name, "..") != 0)
			unlinkat(fd, item->d_name, 0);
	if (in != NULL)
		closedir(in);
	if (in != NULL && rmdir(folder) == 0)
		return 0;
	return err_at(err, folder, 0, "cannot be removed: %s", strerror(errno));
}
