/* renameat2(), which changes two names with each other in one step. */
#include "import/exchange.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "import/writing.h"

#define FILE_BYTES ((size_t)256 * 1024 * 1024)
#define LETTERS	   "XXXXXX" /* that mkdtemp() replaces */

static const char *in_folder(const char *folder, const char *name,
			     struct arena *arena)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

/* A killed import may leave one in which nothing stands yet. */
static bool is_ours(const char *path)
{
	struct err ignored = { 0 };
	size_t length;
	char *bytes = file_read(path, FILE_BYTES, &length, &ignored);
	bool is_so = bytes != NULL &&
		     (length == 0 ||
		      strncmp(bytes, WRITING_MARK, strlen(WRITING_MARK)) == 0);

	free(bytes);
	err_free(&ignored);
	return is_so;
}

/* What stands behind a link would be left as it was, and the link replaced. */
static bool is_link(const char *path)
{
	struct arena *arena = arena_new();
	size_t length = strlen(path);
	struct stat status;
	bool is_so;

	while (length > 1 && path[length - 1] == '/')
		length--;
	is_so = lstat(arena_text(arena, path, length), &status) == 0 &&
		S_ISLNK(status.st_mode);
	arena_free(arena);
	return is_so;
}

int exchange_judge(const char *folder, bool *is_empty, struct err *err)
{
	struct arena *arena;
	struct file_names names;
	int result = 0;

	*is_empty = true;
	if (is_link(folder))
		return err_plain(err,
				 "%s is a link: name the folder itself "
				 "behind --to",
				 folder);
	if (access(folder, F_OK) != 0 && errno == ENOENT)
		return 0;
	arena = arena_new();
	result = -1;
	if (file_list(folder, "", &names, err) != 0)
		goto done;
	result = 0;
	for (size_t i = 0; i < names.count && result == 0; i++) {
		*is_empty = false;
		if (!is_ours(in_folder(folder, names.items[i], arena)))
			result = err_plain(
				err,
				"%s/%s was not written by an import, and the "
				"folder is the importer's alone: name another "
				"one behind --to, or move the file",
				folder, names.items[i]);
	}
	file_names_free(&names);
done:
	arena_free(arena);
	return result;
}

/* Holds a folder for this process; false where another one has it. */
static bool hold(int fd)
{
	return fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0;
}

/* Removes what a killed import has left: what was written by one, and is held
 * by none that runs. */
static void drop_left(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct err ignored = { 0 };
	bool is_empty;

	if (hold(fd) && exchange_judge(path, &is_empty, &ignored) == 0)
		exchange_drop(path);
	if (fd >= 0)
		close(fd);
	err_free(&ignored);
}

/* `before` is the path without its six letters. */
static void drop_all_left(const char *before, struct arena *arena)
{
	const char *slash = strrchr(before, '/');
	const char *name = slash != NULL ? slash + 1 : before;
	const char *folder = slash != NULL ?
				     arena_text(arena, before,
						(size_t)(slash - before) + 1) :
				     ".";
	DIR *listing = opendir(folder);
	const struct dirent *one;

	while (listing != NULL && (one = readdir(listing)) != NULL)
		if (strncmp(one->d_name, name, strlen(name)) == 0 &&
		    strlen(one->d_name) == strlen(name) + strlen(LETTERS))
			drop_left(in_folder(folder, one->d_name, arena));
	if (listing != NULL)
		closedir(listing);
}

const char *exchange_beside(const char *folder, struct arena *arena)
{
	size_t length = strlen(folder);

	while (length > 1 && folder[length - 1] == '/')
		length--;
	while (length > 0 && folder[length - 1] != '/')
		length--;
	return length > 0 ? arena_text(arena, folder, length) : ".";
}

const char *exchange_begin(const char *folder, struct arena *arena,
			   struct err *err)
{
	size_t length = strlen(folder);
	const char *slash;
	char *path;

	while (length > 1 && folder[length - 1] == '/')
		length--;
	path = arena_text(arena, folder, length);
	slash = strrchr(path, '/');
	path = arena_printf(arena, "%.*s.%s.",
			    slash != NULL ? (int)(slash - path) + 1 : 0, path,
			    slash != NULL ? slash + 1 : path);
	drop_all_left(path, arena);
	path = arena_printf(arena, "%s" LETTERS, path);
	/* Held until the process ends, however it does. */
	if (mkdtemp(path) != NULL && chmod(path, 0755) == 0 &&
	    hold(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)))
		return path;
	err_plain(err, "%s cannot be made: %s", path, strerror(errno));
	return NULL;
}

static bool is_same_file(const char *one, const char *two, const char *name,
			 struct arena *arena)
{
	struct err ignored = { 0 };
	size_t a_length = 0, b_length = 0;
	char *a = file_read(in_folder(one, name, arena), FILE_BYTES, &a_length,
			    &ignored);
	char *b = file_read(in_folder(two, name, arena), FILE_BYTES, &b_length,
			    &ignored);
	bool is_so = a != NULL && b != NULL && a_length == b_length &&
		     memcmp(a, b, a_length) == 0;

	free(a);
	free(b);
	err_free(&ignored);
	return is_so;
}

bool exchange_is_same(const char *one, const char *two)
{
	struct arena *arena = arena_new();
	struct file_names a = { 0 }, b = { 0 };
	struct err ignored = { 0 };
	bool is_so = file_list(one, "", &a, &ignored) == 0 &&
		     file_list(two, "", &b, &ignored) == 0 &&
		     a.count == b.count;

	for (size_t i = 0; i < a.count && is_so; i++)
		is_so = strcmp(a.items[i], b.items[i]) == 0 &&
			is_same_file(one, two, a.items[i], arena);
	file_names_free(&a);
	file_names_free(&b);
	err_free(&ignored);
	arena_free(arena);
	return is_so;
}

int exchange_finish(const char *made, const char *folder, struct err *err)
{
	unsigned how =
		access(folder, F_OK) == 0 ? RENAME_EXCHANGE : RENAME_NOREPLACE;

	if (file_keep_all(made, err) != 0)
		return -1;
	if (renameat2(AT_FDCWD, made, AT_FDCWD, folder, how) != 0)
		return err_plain(err,
				 "%s cannot take the place of %s at once: %s; "
				 "both are left as they are",
				 made, folder, strerror(errno));
	if (how == RENAME_EXCHANGE)
		exchange_drop(made);
	return 0;
}

void exchange_drop(const char *made)
{
	struct arena *arena = arena_new();
	DIR *listing = opendir(made);
	const struct dirent *one;

	while (listing != NULL && (one = readdir(listing)) != NULL)
		if (strcmp(one->d_name, ".") != 0 &&
		    strcmp(one->d_name, "..") != 0)
			unlink(in_folder(made, one->d_name, arena));
	if (listing != NULL)
		closedir(listing);
	rmdir(made);
	arena_free(arena);
}
