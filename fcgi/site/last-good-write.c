/* Files first, in the folder that the manifest does not name; then, by a
 * rename, the manifest that names them. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "site/last-good-folder.h"
#include "site/last-good.h"
#include "text/list.h"

#define MANIFEST_BYTES ((size_t)16 * 1024 * 1024)
#define LINES_BYTES    ((size_t)1024 * 1024)
#define FILE_MODE      0600

struct writing {
	const char *state;
	int folder; /* last-good */
	int set;    /* the folder in it that is written */
	struct timespec begun;
	struct buf manifest;
	struct arena *arena;
	struct err *err;
};

static int put(int out, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(out, bytes, length);

		if (written < 0)
			return -1;
		bytes += written;
		length -= (size_t)written;
	}
	return fsync(out);
}

static int write_file(struct writing *writing, int folder, const char *name,
		      const char *bytes, size_t length)
{
	const int how = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int out = openat(folder, name, how, FILE_MODE);
	int result = out < 0 || fchmod(out, FILE_MODE) != 0 ?
			     -1 :
			     put(out, bytes, length);

	if (result != 0)
		err_at(writing->err, writing->state, 0,
		       LAST_GOOD_FOLDER " cannot be written: %s",
		       strerror(errno));
	if (out >= 0)
		close(out);
	return result;
}

/* Whether what is at `path` is what was read. */
static int check_unchanged(struct writing *writing, const char *path)
{
	const struct timespec *begun = &writing->begun;
	struct stat info;

	if (stat(path, &info) == 0 &&
	    (info.st_ctim.tv_sec < begun->tv_sec ||
	     (info.st_ctim.tv_sec == begun->tv_sec &&
	      info.st_ctim.tv_nsec <= begun->tv_nsec)))
		return 0;
	return err_at(writing->err, path, 0, "has changed since it was read");
}

static void list(struct writing *writing, const char *folder, const char *name,
		 const char *bytes, size_t length)
{
	char hash[DIGEST_HEX];

	last_good_hash(bytes, length, hash);
	buf_printf(&writing->manifest, "%s %s/%s\n", hash, folder, name);
}

static int copy_file(struct writing *writing, int to, const char *folder,
		     const char *from, const char *name)
{
	const char *path = arena_printf(writing->arena, "%s/%s", from, name);
	size_t length;
	char *bytes;
	int result = -1;

	if (strchr(name, '\n') != NULL)
		return err_at(writing->err, path, 0, "has no name for a list");
	bytes = file_read(path, LAST_GOOD_BYTES, &length, writing->err);
	if (bytes == NULL)
		return -1;
	if (check_unchanged(writing, path) == 0)
		result = write_file(writing, to, name, bytes, length);
	list(writing, folder, name, bytes, length);
	free(bytes);
	return result;
}

/* What `from` has that ends in `suffix`, as the folder `name`. */
static int copy_folder(struct writing *writing, const char *name,
		       const char *from, const char *suffix)
{
	struct file_names names;
	int to, result = 0;

	if (mkdirat(writing->set, name, S_IRWXU) != 0)
		return err_at(writing->err, writing->state, 0,
			      LAST_GOOD_FOLDER " cannot be written: %s",
			      strerror(errno));
	if (check_unchanged(writing, from) != 0 ||
	    file_list(from, suffix, &names, writing->err) != 0)
		return -1;
	to = last_good_open(writing->set, name, writing->err);
	for (size_t i = 0; i < names.count && to >= 0 && result == 0; i++)
		result = copy_file(writing, to, name, from, names.items[i]);
	file_names_free(&names);
	if (to < 0)
		return -1;
	result |= fsync(to);
	close(to);
	return result;
}

static int copy_directory(struct writing *writing, const char *folders)
{
	struct list_item folder;
	size_t number = 0;

	while (list_next_word(&folders, ":", &folder))
		if (copy_folder(writing,
				arena_printf(writing->arena, "%zu", number++),
				arena_text(writing->arena, folder.text,
					   folder.length),
				".ini") != 0)
			return -1;
	buf_printf(&writing->manifest, "folders %zu\n", number);
	return 0;
}

/* What is no copy of a file. */
static int write_lines(struct writing *writing, const char *name,
		       const struct buf *lines)
{
	list(writing, ".", name, buf_text(lines), lines->length);
	if (buf_is_spoilt(lines))
		return err_at(writing->err, writing->state, 0,
			      "has too many lines to keep");
	return write_file(writing, writing->set, name, buf_text(lines),
			  lines->length);
}

static int write_rest(struct writing *writing,
		      const struct last_good_parts *parts)
{
	struct buf settings = buf_new(LINES_BYTES), hidden = settings;
	int result;

	settings_print_kept(parts->settings, &settings);
	takedown_print(parts->takedown->items, parts->takedown->count, &hidden);
	result = write_lines(writing, LAST_GOOD_SETTINGS, &settings);
	if (result == 0)
		result = write_lines(writing, LAST_GOOD_HIDDEN, &hidden);
	buf_free(&settings);
	buf_free(&hidden);
	return result;
}

static int copy_all(struct writing *writing,
		    const struct last_good_parts *parts)
{
	if (copy_directory(writing, parts->directory) != 0 ||
	    write_rest(writing, parts) != 0)
		return -1;
	if (parts->templates[0] != '\0' &&
	    copy_folder(writing, "templates", parts->templates, ".mustache") !=
		    0)
		return -1;
	return parts->locale[0] == '\0' ?
		       0 :
		       copy_folder(writing, "locale", parts->locale, ".ini");
}

/* The manifest has its name once it is whole, and everything that it names. */
static int seal(struct writing *writing)
{
	static const char beside[] = LAST_GOOD_MANIFEST ".new";
	char seal[DIGEST_HEX];
	const char *text = buf_text(&writing->manifest);

	if (buf_is_spoilt(&writing->manifest))
		return err_at(writing->err, writing->state, 0,
			      "has too many files");
	if (last_good_seal(writing->state, text, writing->manifest.length, seal,
			   writing->err) != 0)
		return -1;
	buf_printf(&writing->manifest, "seal %s\n", seal);
	last_good_remove(writing->folder, beside);
	if (fsync(writing->set) != 0 ||
	    write_file(writing, writing->folder, beside,
		       buf_text(&writing->manifest),
		       writing->manifest.length) != 0)
		return -1;
	if (renameat(writing->folder, beside, writing->folder,
		     LAST_GOOD_MANIFEST) == 0)
		return fsync(writing->folder);
	return err_at(writing->err, writing->state, 0,
		      LAST_GOOD_FOLDER " cannot be written: %s",
		      strerror(errno));
}

/* One of two names: that which the manifest does not have. */
static const char *other_set(const char *state, struct arena *arena)
{
	struct err none = { 0 };
	const struct last_good *now = last_good_read(state, arena, &none);
	const char *set =
		now != NULL ? strstr(now->directory, "/" LAST_GOOD_FOLDER "/") :
			      NULL;

	err_free(&none);
	return set != NULL && set[strlen("/" LAST_GOOD_FOLDER "/")] == 'a' ?
		       "b" :
		       "a";
}

static int write_set(struct writing *writing, const char *name,
		     const struct last_good_parts *parts)
{
	char today[11];
	int result = -1;

	if (last_good_remove(writing->folder, name) != 0 ||
	    mkdirat(writing->folder, name, S_IRWXU) != 0)
		return err_at(writing->err, writing->state, 0,
			      LAST_GOOD_FOLDER " cannot be written: %s",
			      strerror(errno));
	writing->set = last_good_open(writing->folder, name, writing->err);
	if (writing->set < 0)
		return -1;
	clock_today(today);
	buf_printf(&writing->manifest, "version %s\nday %s\nset %s\n", VERSION,
		   today, name);
	if (copy_all(writing, parts) == 0)
		result = seal(writing);
	close(writing->set);
	return result;
}

int last_good_hide(const char *folder, const struct takedown *takedown,
		   struct err *err)
{
	static const char beside[] = LAST_GOOD_HIDDEN ".new";
	struct err none = { 0 };
	struct writing writing = { .state = folder, .err = err };
	struct buf lines = buf_new(LINES_BYTES);
	int result = -1;

	writing.folder = last_good_open_in(folder, &none);
	err_free(&none);
	if (writing.folder < 0)
		return 0;
	takedown_print(takedown->items, takedown->count, &lines);
	last_good_remove(writing.folder, beside);
	if (!buf_is_spoilt(&lines) &&
	    write_file(&writing, writing.folder, beside, buf_text(&lines),
		       lines.length) == 0)
		result = renameat(writing.folder, beside, writing.folder,
				  LAST_GOOD_HIDDEN);
	if (result != 0 && err->count == 0)
		err_at(err, folder, 0, LAST_GOOD_FOLDER " cannot be written");
	fsync(writing.folder);
	close(writing.folder);
	buf_free(&lines);
	return result;
}

int last_good_write(const char *folder, const struct last_good_parts *parts,
		    struct err *err)
{
	struct writing writing = {
		.state = folder,
		.begun = parts->begun,
		.manifest = buf_new(MANIFEST_BYTES),
		.arena = arena_new(),
		.err = err,
	};
	const char *path =
		arena_printf(writing.arena, "%s/" LAST_GOOD_FOLDER, folder);
	int result = -1;

	if (mkdir(path, S_IRWXU) != 0 && errno != EEXIST)
		err_at(err, path, 0, "cannot be made: %s", strerror(errno));
	else
		writing.folder = last_good_open_in(folder, err);
	if (err->count == 0 && writing.folder >= 0) {
		result = write_set(&writing, other_set(folder, writing.arena),
				   parts);
		close(writing.folder);
	}
	buf_free(&writing.manifest);
	arena_free(writing.arena);
	return result;
}
